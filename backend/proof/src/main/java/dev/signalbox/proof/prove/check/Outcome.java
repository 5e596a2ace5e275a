package dev.signalbox.proof.prove.check;

import java.util.List;

/**
 * What the checker says.
 *
 * @param findings all, also those that do not count since the run ended too early
 */
public record Outcome(Verdict verdict, List<Finding> findings, Sums sums) {}
