package dev.signalbox.flow.journal;

import dev.signalbox.event.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What is offered to the journal: an event, or a command in the clothes of one.
 *
 * @param key the partition key
 * @param traceParent W3C trace context of the delivery
 * @param received when the delivery came in, milliseconds since the epoch
 * @param verified when its signature was found good
 * @param depth how many derived events lie between this one and a delivery; 0 for a delivery
 */
public record Offer(
        Kind kind,
        Envelope envelope,
        String key,
        @Nullable String traceParent,
        long received,
        long verified,
        int depth) {}
