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
 * @param parent the task that runs it; null for one that a rule has started
 */
public record Origin(
        EventId event,
        String rule,
        int partition,
        long position,
        long received,
        @Nullable String traceParent,
        int depth,
        @Nullable Parent parent) {

    /** The task that waits for the end of the instance; null when none does. */
    public @Nullable Parent waiting() {
        return parent != null && parent.awaits() ? parent : null;
    }

    /** That of an instance which a task of another one runs. */
    public Origin under(Parent task) {
        return new Origin(event, rule, partition, position, received, traceParent, depth, task);
    }
}
