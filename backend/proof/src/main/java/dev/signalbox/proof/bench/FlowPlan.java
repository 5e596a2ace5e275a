package dev.signalbox.proof.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What of processes is to be measured.
 *
 * @param runs of each kind that is measured by its rate
 * @param seconds of deliveries in each of them
 * @param warmUp seconds of the same before the first run
 * @param waiting processes that wait for a time
 * @param due of these that are due in a second
 * @param dueSeconds for how long
 * @param listeners processes that wait for an event
 */
record FlowPlan(
        List<String> durabilities,
        int runs,
        double seconds,
        double warmUp,
        int waiting,
        int due,
        double dueSeconds,
        int listeners,
        int connections,
        Path hub,
        List<String> jvm,
        Path folder) {

    static final int PARTITIONS = 4;

    /** Deliveries that a window can have at most. */
    int most() {
        return (int) Math.min(4_000_000, 100_000 * Math.max(1, seconds));
    }
}
