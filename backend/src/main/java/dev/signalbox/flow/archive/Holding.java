package dev.signalbox.flow.archive;

import org.jspecify.annotations.Nullable;

/**
 * What an archive has.
 *
 * @param bytes on disk, compressed
 * @param from when the oldest entry was received, milliseconds since the epoch; 0 when there is none
 * @param to when the newest was
 * @param written entries since the start of the hub
 * @param failures to write since then
 * @param trouble why the last write failed; null when it did not
 */
public record Holding(
        int segments,
        long entries,
        long bytes,
        long from,
        long to,
        long written,
        long failures,
        @Nullable String trouble) {

    /** Of a hub that keeps nothing. */
    public static final Holding NONE = new Holding(0, 0, 0, 0, 0, 0, 0, null);
}
