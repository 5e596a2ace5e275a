package dev.signalbox.hubs;

import java.util.Set;

/**
 * One hub as all of them see it.
 *
 * @param seenAt its last beat by the clock of Redis, milliseconds since the epoch
 * @param leaseMillis for how long after it the hub counts as alive
 * @param ready versions of the rulebook, newer than the active one, that it has loaded
 */
public record Member(String id, State state, long seenAt, long leaseMillis, Set<Integer> ready, Self self) {

    /** Whether it may own partitions. */
    public enum State {
        ALIVE,
        /** It ends, and gives its partitions back. */
        LEAVING,
        /** It was silent for longer than its lease. */
        GONE
    }

    boolean isAlive() {
        return state == State.ALIVE;
    }
}
