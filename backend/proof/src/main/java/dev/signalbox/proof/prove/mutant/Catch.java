package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.prove.Proof;
import dev.signalbox.proof.prove.check.Finding;
import dev.signalbox.proof.prove.check.Verdict;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run with a mutant has shown.
 *
 * @param invariants how often each was broken; empty when the mutant survived
 * @param example one of the findings
 */
record Catch(String mutant, long seed, Map<String, Integer> invariants, String example, long millis) {

    /** @param result of a run whose findings count also when it did not come to rest */
    static Catch of(String mutant, Proof.Result result) {
        Map<String, Integer> invariants = new TreeMap<>();
        String example = "";
        if (result.outcome().verdict() instanceof Verdict.Failed failed) {
            failed.findings().forEach(finding -> invariants.merge(finding.invariant(), 1, Integer::sum));
            Finding first = failed.findings().get(0);
            example = first.subject() + " " + first.text();
        }
        if (!result.facts().drained()) {
            invariants.merge("I9", 1, Integer::sum);
            example = example.isEmpty() ? "the hub did not come to rest" : example;
        }
        return new Catch(mutant, result.plan().seed(), invariants, example, result.millis());
    }

    boolean found() {
        return !invariants.isEmpty();
    }

    String line() {
        String by = invariants.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return String.format(
                "%-28s seed %d, %d s: %s", mutant, seed, millis / 1_000, found() ? by + ": " + example : "SURVIVED");
    }
}
