package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** What a model makes of the journal, with its memory of earlier events, is what the hubs have decided. */
final class SameDecisions implements Invariant {

    @Override
    public String id() {
        return "I8";
    }

    @Override
    public String statement() {
        return "the decisions are what the journal leads to";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        for (Model.Fate fate : evidence.fates()) {
            Journaled event = fate.event();
            if (event.state().equals("journaled")) {
                continue;
            }
            boolean putAside = event.state().equals("quarantined");
            if (putAside && fate.kind() != Kind.POISON) {
                found.add(finding(event.id(), "is in quarantine, and nothing is wrong with it"));
            } else if (!putAside && !fate.open() && !event.rules().equals(fate.rules())) {
                found.add(finding(
                        event.id(),
                        "of type " + event.type() + " was decided " + event.rules()
                                + ", and the journal up to it leads to " + fate.rules()));
            }
        }
        evidence.labels().seen().forEach((partition, labels) -> forward(partition, labels, found));
        return found;
    }

    private void forward(int partition, NavigableMap<Long, Integer> labels, List<Finding> found) {
        int last = 0;
        for (Map.Entry<Long, Integer> label : labels.entrySet()) {
            if (label.getValue() < last) {
                found.add(finding(
                        "partition " + partition,
                        "at position " + label.getKey() + " version " + label.getValue()
                                + " of the rules has decided, after version " + last));
            }
            last = label.getValue();
        }
    }
}
