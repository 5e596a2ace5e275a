package dev.signalbox.flow.archive;

import java.time.Duration;

/**
 * How much is kept; what is older or more than that is deleted, the oldest segment first.
 *
 * @param bytes on disk
 * @param age of the newest entry of a segment
 */
public record Bounds(long bytes, Duration age) {}
