package dev.signalbox;

import dev.signalbox.admin.Overview.Concern;
import dev.signalbox.metrics.Gauges;
import java.util.List;

/** Says in words that instances wait for the answer of a person. */
final class Unanswered {

    private Unanswered() {}

    static List<Concern> of(Gauges.Approvals approvals) {
        if (approvals.waiting() == 0) {
            return List.of();
        }
        return List.of(new Concern(
                "approvals",
                "warn",
                Concerns.counted(approvals.waiting(), "approval") + (approvals.waiting() == 1 ? " waits" : " wait"),
                "The oldest question was asked " + Concerns.span(approvals.ageMillis()) + " ago.",
                "Answer",
                "/approvals"));
    }
}
