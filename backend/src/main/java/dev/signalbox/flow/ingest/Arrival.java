package dev.signalbox.flow.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before anything in it is believed.
 *
 * @param query of its address, as it was written; null for none
 * @param body nobody may write to it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares arrivals
record Arrival(Headers headers, @Nullable String query, byte[] body) {}
