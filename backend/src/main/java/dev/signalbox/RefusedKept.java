package dev.signalbox;

import dev.signalbox.admin.Overview.Concern;
import dev.signalbox.flow.refused.Standing;
import java.util.List;

/** Says in words that messages were no events and wait for somebody. */
final class RefusedKept {

    private RefusedKept() {}

    static List<Concern> of(List<Standing> standings) {
        return standings.stream().map(RefusedKept::concern).toList();
    }

    private static Concern concern(Standing standing) {
        return new Concern(
                "refused_messages",
                "bad",
                Concerns.counted(standing.messages(), "message") + " of " + standing.source() + " that "
                        + (standing.messages() == 1 ? "was no event" : "were no events"),
                "Their broker does not have them any more; they are kept until they are taken again or discarded.",
                "Look at them",
                Concerns.page("/sources/", standing.source()) + "?tab=refusals");
    }
}
