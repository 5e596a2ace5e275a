package dev.signalbox.metrics;

import java.util.List;

/** What is kept of messages that were no events, as it was seen last. */
public interface RefusedGauges {

    List<Kept> kept();

    record Kept(String source, long messages, long bytes) {}
}
