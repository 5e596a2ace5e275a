package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.sink.Hit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The dead letters are the processes whose last call has failed, and what no rule can decide is in quarantine. */
final class FailuresVisible implements Invariant {

    @Override
    public String id() {
        return "I6";
    }

    @Override
    public String statement() {
        return "every failure is visible";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        Set<String> dead = new HashSet<>();
        evidence.history().dead().forEach(letter -> dead.add(letter.instance()));
        Set<String> failed = new HashSet<>();
        evidence.calls().forEach((key, hits) -> {
            Hit last = hits.get(hits.size() - 1);
            if (!last.answer().good()) {
                failed.add(last.process());
                if (!dead.contains(last.process())) {
                    found.add(
                            finding(key, "its last call was answered " + last.answer() + ", and it is no dead letter"));
                }
            }
        });
        for (String instance : dead) {
            if (!failed.contains(instance) && evidence.steps().containsKey(instance)) {
                found.add(finding(instance, "is a dead letter, and its last call was taken"));
            }
        }
        for (Model.Fate fate : evidence.fates()) {
            if (fate.kind() == Kind.POISON && !fate.event().state().equals("quarantined")) {
                found.add(finding(fate.event().id(), "makes its rule fail, and is not in quarantine"));
            }
        }
        return found;
    }
}
