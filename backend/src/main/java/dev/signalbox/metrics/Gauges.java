package dev.signalbox.metrics;

import java.util.List;

/** What is measured at the moment of a scrape; as last known, so that a scrape waits for nobody. */
public interface Gauges {

    List<Backlog> backlogs();

    long deadLetters();

    /** What instances ask people, and nobody has answered. */
    Approvals approvals();

    /** Instances that wait for their turn to begin. */
    long queued();

    RedisState redis();

    default Disk disk() {
        return Disk.NONE;
    }

    /** Milliseconds for which entries are kept at this rate; 0 when that is not known. */
    long retentionMillis();

    /** The version that decides now; 0 when there is none. */
    int rulebook();

    /**
     * Where the embedded Redis keeps its files.
     *
     * @param free bytes that may still be written
     * @param size of the whole disk; 0 where Redis is not ours
     */
    record Disk(String folder, long free, long size) {
        public static final Disk NONE = new Disk("", 0, 0);
    }

    /** @param ageMillis how long the oldest has been waiting; 0 without one */
    record Approvals(long waiting, long ageMillis) {}

    /** @param ageMillis how long the oldest of its undecided entries has been waiting; 0 without one */
    record Backlog(int partition, long entries, long ageMillis) {}

    /**
     * @param roundTripNanos of the last ping
     * @param maxMemory in bytes; 0 without a limit
     * @param durability always, relaxed or unverified
     */
    record RedisState(boolean up, long roundTripNanos, long memory, long maxMemory, String durability) {}
}
