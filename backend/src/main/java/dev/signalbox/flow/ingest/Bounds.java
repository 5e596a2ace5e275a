package dev.signalbox.flow.ingest;

import java.time.Duration;

/**
 * What the ingest listener bears.
 *
 * @param request from the first byte of a request to the last of its body
 * @param idle between two requests of a connection
 * @param deliveries under way at once
 * @param bytes of bodies under way at once
 */
record Bounds(int connections, Duration request, Duration idle, int deliveries, long bytes) {

    static Bounds ofHeap(long heapBytes) {
        return new Bounds(
                10_000, Duration.ofSeconds(15), Duration.ofSeconds(30), 20_000, Math.max(heapBytes / 8, 32L << 20));
    }
}
