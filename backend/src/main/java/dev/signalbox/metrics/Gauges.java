package dev.signalbox.metrics;

import java.util.List;

/** What is measured at the moment of a scrape; as last known, so that a scrape waits for nobody. */
public interface Gauges {

    List<Backlog> backlogs();

    long deadLetters();

    RedisState redis();

    /** Milliseconds for which entries are kept at this rate; 0 when that is not known. */
    long retentionMillis();

    /** The version that decides now; 0 when there is none. */
    int rulebook();

    /** @param ageMillis how long the oldest of its undecided entries has been waiting; 0 without one */
    record Backlog(int partition, long entries, long ageMillis) {}

    /**
     * @param roundTripNanos of the last ping
     * @param maxMemory in bytes; 0 without a limit
     * @param durability always, relaxed or unverified
     */
    record RedisState(boolean up, long roundTripNanos, long memory, long maxMemory, String durability) {}
}
