package dev.signalbox.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is known of the targets of calls, as it was seen last. */
public interface BreakerGauges {

    /** Of all hubs. */
    List<Target> targets();

    /** How often this hub has made a breaker what it became. */
    Map<Change, Long> changes();

    /** How many calls of this hub could not go at once, and why. */
    Map<Change, Long> waits();

    /**
     * One target.
     *
     * @param phase closed, half-open or open
     * @param held tasks that wait because the breaker is not closed
     * @param queued tasks that wait for their turn
     */
    record Target(String name, String phase, long held, long queued) {}

    /** What happened at a target. */
    record Change(String target, String what) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            return Comparator.comparing(Change::target)
                    .thenComparing(Change::what)
                    .compare(this, other);
        }
    }
}
