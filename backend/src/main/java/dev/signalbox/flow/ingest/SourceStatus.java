package dev.signalbox.flow.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How a source is doing, since the hub started.
 *
 * @param lastEventAt milliseconds since the epoch
 * @param rate deliveries taken per second, over the last ten seconds
 * @param lag entries of a stream that are not yet read; null when it is none or is not known
 * @param lastTickAt the last tick of a schedule that the journal has; null when this hub does not make its ticks
 * @param droppedTicks of a schedule, which were missed and not made
 */
public record SourceStatus(
        long accepted,
        long duplicates,
        long refused,
        @Nullable Long lastEventAt,
        double rate,
        @Nullable String lastError,
        @Nullable Long lastErrorAt,
        @Nullable Long lag,
        @Nullable Long lastTickAt,
        long droppedTicks) {}
