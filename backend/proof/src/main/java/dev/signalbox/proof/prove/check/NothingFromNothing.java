package dev.signalbox.proof.prove.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is in the journal was sent and not refused, and what was started was wanted. */
final class NothingFromNothing implements Invariant {

    @Override
    public String id() {
        return "I5";
    }

    @Override
    public String statement() {
        return "nothing comes from nothing";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        for (Journaled event : evidence.journaled().values()) {
            Delivered sent = evidence.delivered().get(event.id());
            if (sent == null) {
                found.add(finding(event.id(), "is in the journal, and nobody has sent it"));
            } else if (sent.refused() && sent.acks().isEmpty()) {
                found.add(finding(event.id(), "was refused, and is in the journal"));
            }
        }
        Set<Start> wanted =
                evidence.fates().stream().flatMap(fate -> fate.start().stream()).collect(Collectors.toSet());
        for (Start start : evidence.processes().keySet()) {
            if (!wanted.contains(start)) {
                found.add(finding(start, "was started, and no rule wants that"));
            }
        }
        return found;
    }
}
