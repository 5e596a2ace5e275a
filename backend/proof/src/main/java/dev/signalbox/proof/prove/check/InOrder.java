package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Note;
import dev.signalbox.proof.prove.sink.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The journal respects the order in which a client was answered, and a step comes after the one before it. */
final class InOrder implements Invariant {

    /** How long a process of this definition waits at least after its event, milliseconds. */
    private static final Map<String, Long> PAUSES = Map.of("park", 1_500L, "remind", 2_000L);

    /** How far the clocks of Redis, hub and sink may be apart. */
    private static final long CLOCKS_APART = 500;

    @Override
    public String id() {
        return "I4";
    }

    @Override
    public String statement() {
        return "order is kept";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        journalKeepsTheOrderOfAcks(evidence, found);
        evidence.steps().forEach((process, hits) -> stepsFollow(process, hits, found));
        timeGoesOn(evidence, found);
        pausesLast(evidence, found);
        return found;
    }

    /** A client sends one thing after the other: what was acknowledged before the next was sent comes before it. */
    private void journalKeepsTheOrderOfAcks(Evidence evidence, List<Finding> found) {
        Map<String, Delivered> last = new HashMap<>();
        evidence.delivered().values().stream()
                .filter(event -> event.ack() != null)
                .sorted(Comparator.comparingInt(Delivered::at))
                .forEach(event -> {
                    Note.Ok ack = Objects.requireNonNull(event.ack());
                    Delivered before = last.put(event.first().client() + "/" + ack.partition(), event);
                    if (before != null && overtaken(before, event)) {
                        found.add(finding(
                                event.id(),
                                "lies before " + before.id()
                                        + " in the journal, which was acknowledged before this was sent: " + ack + ", "
                                        + before.ack()));
                    }
                });
    }

    private static boolean overtaken(Delivered before, Delivered event) {
        return before.ackedAt() < event.at()
                && Objects.requireNonNull(before.ack()).position()
                        >= Objects.requireNonNull(event.ack()).position();
    }

    /** The rules reckon with the times of the journal. */
    private void timeGoesOn(Evidence evidence, List<Finding> found) {
        Map<Integer, Journaled> last = new HashMap<>();
        evidence.journaled().values().stream()
                .sorted(Comparator.comparingLong(Journaled::position))
                .forEach(event -> {
                    Journaled before = last.put(event.partition(), event);
                    if (before != null && event.at() < before.at()) {
                        found.add(finding(
                                event.id(),
                                "has an earlier time than " + before.id() + " before it in the journal: " + event + ", "
                                        + before));
                    }
                });
    }

    /** What waits by the clock is not done before its time. */
    private void pausesLast(Evidence evidence, List<Finding> found) {
        for (Hit hit : evidence.history().hits()) {
            Journaled event = evidence.journaled().get(hit.event());
            long pause = PAUSES.getOrDefault(Evidence.definition(hit), 0L);
            if (event != null && hit.at() < event.at() + pause - CLOCKS_APART) {
                found.add(finding(
                        hit.process(),
                        "was to wait for " + pause + " ms, and has called " + (hit.at() - event.at())
                                + " ms after its event: " + hit));
            }
        }
    }

    private void stepsFollow(String process, List<Hit> hits, List<Finding> found) {
        boolean packed = false;
        for (Hit hit : hits) {
            if (hit.step().equals("ship/send") && !packed) {
                found.add(finding(process, "has called its second step before the first one was taken: " + hit));
                return;
            }
            packed |= hit.step().equals("ship/pack") && hit.answer().good();
        }
    }
}
