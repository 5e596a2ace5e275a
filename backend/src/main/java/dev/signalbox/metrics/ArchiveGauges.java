package dev.signalbox.metrics;

/** What the archive of this hub has, at the moment of a scrape. */
public interface ArchiveGauges {

    /**
     * Its figures.
     *
     * @param bytes on disk
     * @param oldest when its oldest entry was received, seconds since the epoch; 0 when it is empty
     * @param written entries since the start of the hub
     * @param failures to write since then
     */
    record Values(long entries, int segments, long bytes, double oldest, long written, long failures) {}

    Values archive();
}
