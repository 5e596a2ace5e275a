package dev.signalbox.proof.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param seconds of a window of load
 * @param warmUp seconds of the same load before the first run
 * @param rate of the open loop, deliveries per second; 0 for half of the highest that was reached
 * @param group events per fdatasync of the disk's limit
 */
record Plan(
        List<Work> works,
        List<String> durabilities,
        int runs,
        double seconds,
        double warmUp,
        double rate,
        int connections,
        int group,
        Path hub,
        List<String> jvm,
        Path folder) {

    /** What a delivery leads to. */
    enum Work {
        /** It is journaled and decided; there is no rule. */
        INGEST,
        /** Every other one leads to a call. */
        ACTION
    }

    /** Deliveries that a window can have at most. */
    int most() {
        return (int) Math.min(4_000_000, 100_000 * Math.max(1, seconds));
    }
}
