package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.sink.Hit;
import dev.signalbox.proof.prove.sink.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The dead letters are the processes whose last call has failed, unless that is undone, and what no rule can decide is in quarantine. */
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
        Set<String> failed = new HashSet<>();
        evidence.calls().forEach((key, hits) -> {
            Hit last = hits.get(hits.size() - 1);
            if (!last.answer().good() && last.answer() != Reply.REFUSED) {
                failed.add(last.process());
            }
        });
        List<DeadLetter> letters = evidence.history().dead();
        Set<String> dead = letters.stream().map(DeadLetter::instance).collect(Collectors.toSet());
        failed.stream()
                .filter(process -> !dead.contains(process))
                .forEach(process -> found.add(finding(process, "its last call has failed, and it is no dead letter")));
        letters.stream()
                .filter(letter -> owedByNobody(letter, failed, evidence))
                .forEach(letter ->
                        found.add(finding(letter.instance(), "is a dead letter, and its last call was taken")));
        once(letters, found);
        poison(evidence, found);
        return found;
    }

    /** A call that found nobody there was not noted; one before it may have been taken, and its answer lost with a hub. */
    private static boolean owedByNobody(DeadLetter letter, Set<String> failed, Evidence evidence) {
        return !letter.unheard()
                && !failed.contains(letter.instance())
                && evidence.steps().containsKey(letter.instance());
    }

    /** What was put back has left the list, so that it is there once, however often it failed. */
    private void once(List<DeadLetter> letters, List<Finding> found) {
        Set<String> seen = new HashSet<>();
        for (DeadLetter letter : letters) {
            if (!seen.add(letter.instance())) {
                found.add(finding(letter.instance(), "is a dead letter more than once"));
            }
        }
    }

    private void poison(Evidence evidence, List<Finding> found) {
        for (Model.Fate fate : evidence.fates()) {
            if (fate.kind() == Kind.POISON && !fate.event().state().equals("quarantined")) {
                found.add(finding(fate.event().id(), "makes its rule fail, and is not in quarantine"));
            }
        }
    }
}
