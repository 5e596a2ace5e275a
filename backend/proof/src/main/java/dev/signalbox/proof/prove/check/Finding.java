package dev.signalbox.proof.prove.check;

/**
 * One break of an invariant.
 *
 * @param invariant such as {@code I1}
 * @param subject which event, key, process or partition
 * @param text what was wanted and what was found
 */
public record Finding(String invariant, String subject, String text) {}
