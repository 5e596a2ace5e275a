package dev.signalbox.proof.prove.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * For an event, a definition and a key there is one process; for an event there is one place in the journal. What falls due at
 * a second of the clock has that second in its id, not the event's: an event that is in the journal twice, which is a finding
 * of its own, falls due twice.
 */
final class NothingDoubled implements Invariant {

    private static final String FALLS_DUE = "remind";

    @Override
    public String id() {
        return "I2";
    }

    @Override
    public String statement() {
        return "no process is started twice";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        evidence.processes().forEach((start, ids) -> {
            if (ids.size() > 1 && ids.size() > places(evidence, start)) {
                found.add(finding(start, "was started " + ids.size() + " times: " + ids));
            }
        });
        evidence.delivered().values().forEach(event -> onePlace(event, found));
        journaledOnce(evidence, found);
        return found;
    }

    private static long places(Evidence evidence, Start start) {
        return start.definition().equals(FALLS_DUE)
                ? evidence.history().events().stream()
                        .filter(event -> event.id().equals(start.event()))
                        .count()
                : 1;
    }

    private void onePlace(Delivered event, List<Finding> found) {
        long places = event.acks().stream()
                .map(ok -> ok.partition() + ":" + ok.position())
                .distinct()
                .count();
        if (places > 1) {
            found.add(finding(event.id(), "was acknowledged at " + places + " positions: " + event.acks()));
        }
    }

    private void journaledOnce(Evidence evidence, List<Finding> found) {
        Set<String> seen = new HashSet<>();
        for (Journaled event : evidence.history().events()) {
            if (event.isSent() && !seen.add(event.id())) {
                found.add(finding(
                        event.id(),
                        "is in the journal twice, the second time at " + event.partition() + ":" + event.position()));
            }
        }
    }
}
