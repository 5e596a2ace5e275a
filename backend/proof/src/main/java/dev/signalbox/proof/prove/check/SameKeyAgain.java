package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.sink.Hit;
import dev.signalbox.proof.prove.sink.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One Idempotency-Key stands for one call of one step, and a step has one, whatever the attempt. */
final class SameKeyAgain implements Invariant {

    @Override
    public String id() {
        return "I3";
    }

    @Override
    public String statement() {
        return "repeated calls carry the same Idempotency-Key";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        evidence.calls().forEach((key, hits) -> {
            if (hits.stream().map(SameKeyAgain::content).distinct().count() > 1) {
                found.add(finding(key, "stands for calls that differ: " + hits));
            }
        });
        if (evidence.history().facts().strikes().isEmpty()) {
            evidence.calls().forEach((key, hits) -> needed(key, hits, found));
        }
        evidence.steps().forEach((process, hits) -> {
            Map<String, Set<String>> keys = new HashMap<>();
            hits.forEach(hit ->
                    keys.computeIfAbsent(hit.step(), step -> new HashSet<>()).add(hit.idempotencyKey()));
            keys.forEach((step, all) -> {
                if (all.size() > 1) {
                    found.add(finding(process, "has called step " + step + " under several keys: " + all));
                }
            });
        });
        return found;
    }

    /** Where nothing has gone wrong, what was taken is not asked for again. */
    private void needed(String key, List<Hit> hits, List<Finding> found) {
        for (Hit hit : hits.subList(0, hits.size() - 1)) {
            if (hit.answer() == Reply.OK) {
                found.add(finding(key, "was called again after it was taken, and no fault had struck: " + hits));
                return;
            }
        }
    }

    private static String content(Hit hit) {
        return String.join(" ", hit.step(), hit.event(), hit.key(), "" + hit.rulebook());
    }
}
