package dev.signalbox;

import dev.signalbox.admin.Overview.Concern;
import dev.signalbox.flow.breaker.Seen;
import dev.signalbox.flow.breaker.Standing;
import java.util.List;

/** Says in words that calls do not go to a target. */
final class BreakersOpen {

    private BreakersOpen() {}

    static List<Concern> of(List<Seen> targets) {
        return targets.stream()
                .filter(seen -> seen.standing().phase() != Standing.Phase.CLOSED)
                .map(BreakersOpen::concern)
                .toList();
    }

    private static Concern concern(Seen seen) {
        Standing standing = seen.standing();
        String held = seen.held() == 0
                ? "No task is held. "
                : Concerns.counted(seen.held(), "task") + (seen.held() == 1 ? " is held. " : " are held. ");
        String why = standing.by().isEmpty()
                ? standing.cause() + "."
                : "Opened by " + standing.by() + ", and stays so until somebody closes it: " + standing.cause() + ".";
        return new Concern(
                "breaker",
                standing.by().isEmpty() ? "bad" : "warn",
                "Calls to " + seen.target() + " are held",
                held + why,
                "Look at it",
                Concerns.page("/breakers?target=", seen.target()));
    }
}
