package dev.signalbox.flow.process;

import dev.signalbox.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * What an instance came from.
 *
 * @param rule that asked for the start, as {@code pack/rule}
 * @param partition and position of the deciding entry
 * @param received when the delivery of that event came in, milliseconds since the epoch
 * @param traceParent W3C trace context of the delivery
 * @param depth how many derived events lie between that event and a delivery
 */
public record Origin(
        EventId event,
        String rule,
        int partition,
        long position,
        long received,
        @Nullable String traceParent,
        int depth) {}
