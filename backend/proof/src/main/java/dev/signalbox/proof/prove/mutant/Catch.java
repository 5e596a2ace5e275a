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

    /** @param words of the findings that count; that a hub did not come to rest always does */
    static Catch of(String mutant, Proof.Result result, String words) {
        Map<String, Integer> invariants = new TreeMap<>();
        String example = "";
        if (result.outcome().verdict() instanceof Verdict.Failed failed) {
            for (Finding finding : failed.findings()) {
                if (finding.text().contains(words)) {
                    invariants.merge(finding.invariant(), 1, Integer::sum);
                    example = example.isEmpty() ? finding.subject() + " " + finding.text() : example;
                }
            }
        }
        if (!result.facts().drained()) {
            invariants.merge("I9", 1, Integer::sum);
            example = example.isEmpty() ? "the hub did not come to rest" : example;
        }
        return new Catch(mutant, result.plan().seed(), invariants, example, result.millis());
    }

    /** The same, with how long all of it took. */
    Catch took(long all) {
        return new Catch(mutant, seed, invariants, example, all);
    }

    boolean found() {
        return !invariants.isEmpty();
    }

    /** The invariants, and how often each was broken. */
    String by() {
        return invariants.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    String line() {
        return String.format(
                "%-28s seed %d, %d s: %s", mutant, seed, millis / 1_000, found() ? by() + ": " + example : "SURVIVED");
    }
}
