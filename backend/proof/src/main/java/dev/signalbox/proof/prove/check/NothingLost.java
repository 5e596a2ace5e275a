package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Note;
import dev.signalbox.proof.prove.load.Trip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An event that was answered with 2xx is in the journal, is decided, and what it must start came to its end. */
final class NothingLost implements Invariant {

    /** Steps that others follow. */
    private static final Set<String> NOT_LAST = Stream.of(
                    Stream.of("ship/pack"),
                    Stream.concat(Trip.ROUNDS.stream(), Trip.BRANCHES.stream()).map(Trip::booking),
                    Trip.ROUNDS.stream().map(Trip::undoing))
            .flatMap(steps -> steps)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public String id() {
        return "I1";
    }

    @Override
    public String statement() {
        return "no acknowledged event is lost";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        evidence.delivered().values().forEach(event -> inTheJournal(event, evidence, found));
        Set<String> finished = finished(evidence);
        for (Model.Fate fate : evidence.fates()) {
            if (!fate.open() && fate.start().isPresent()) {
                told(fate.start().get(), finished, found);
            }
        }
        return found;
    }

    private void inTheJournal(Delivered event, Evidence evidence, List<Finding> found) {
        Journaled there = evidence.journaled().get(event.id());
        Note.Ok ack = event.ack();
        if (ack != null && there == null) {
            found.add(finding(event.id(), "was answered with 2xx, and is not in the journal: " + ack));
        } else if (ack != null && there != null && !liesAt(ack, there)) {
            found.add(finding(event.id(), "was acknowledged elsewhere than it lies: " + ack + ", " + there));
        } else if (there != null && there.state().equals("journaled")) {
            found.add(finding(event.id(), "is in the journal, and was never decided"));
        }
    }

    private static boolean liesAt(Note.Ok ack, Journaled there) {
        return ack.partition() == there.partition() && ack.position() == there.position();
    }

    /** Definition and event of all processes whose last step was taken, or that are dead letters. */
    private static Set<String> finished(Evidence evidence) {
        Set<String> finished = new HashSet<>();
        evidence.history().hits().stream()
                .filter(hit -> hit.answer().good() && !NOT_LAST.contains(hit.step()))
                .forEach(hit -> finished.add(Evidence.definition(hit) + " " + hit.event()));
        Map<String, String> causes = new HashMap<>();
        evidence.history().dead().forEach(dead -> {
            finished.add(dead.definition() + " " + dead.event());
            causes.put(dead.instance(), dead.definition());
        });
        evidence.history().hits().stream()
                .filter(hit -> causes.containsKey(hit.process()))
                .forEach(hit -> finished.add(Evidence.definition(hit) + " " + hit.event()));
        return finished;
    }

    private void told(Start start, Set<String> finished, List<Finding> found) {
        if (!finished.contains(start.definition() + " " + start.event())) {
            found.add(finding(start, "must have come to its end at the sink or be a dead letter, and is neither"));
        }
    }
}
