package dev.signalbox.flow.match;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** How the clock of a session passes seconds at which its rules fail. */
public final class Passing {

    private Passing() {}

    /**
     * Lets the clock run to a time as {@link Session#advance} does; at the faulty seconds nothing fires.
     *
     * @param at milliseconds since the epoch
     * @param faulty seconds, none of them after that time
     */
    public static List<Decision> advance(Session session, long at, SortedSet<Long> faulty) {
        if (faulty.isEmpty()) {
            return session.advance(at);
        }
        List<Decision> fired = new ArrayList<>();
        for (long second : faulty) {
            if (session.now() > 0 && session.now() < second) {
                fired.addAll(session.advance(second - 1));
                session.pass(second);
            }
        }
        fired.addAll(session.advance(at));
        return fired;
    }
}
