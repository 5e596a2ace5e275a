package dev.signalbox.trace;

import dev.signalbox.event.EventId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One station on the way of an event. Times are milliseconds since the epoch; durations are nanoseconds. */
public sealed interface Moment {

    long at();

    /**
     * @param status the HTTP status of the answer, 0 for a queue
     * @param code stable code of the refusal, such as {@code signature_mismatch}
     * @param cause what an operator needs to know; never shown to the sender
     */
    record Refused(long at, String source, int status, String code, String cause) implements Moment {}

    record Journaled(
            long at,
            EventId event,
            String type,
            @Nullable String subject,
            int partition,
            long position,
            long received,
            long tookNanos)
            implements Moment {}

    record Duplicate(
            long at,
            EventId event,
            String type,
            @Nullable String subject,
            int partition,
            long position,
            boolean payloadMismatch)
            implements Moment {}

    /** An instance that a rule wants; a second wish with the same key is the first. */
    record Start(String rule, String definition, String instance) {}

    /** @param sinceReceived milliseconds from the delivery to the decision; its commit may follow up to 10 ms later */
    record Decided(
            long at,
            EventId event,
            String type,
            @Nullable String subject,
            int partition,
            long position,
            List<String> rules,
            List<Start> starts,
            long sinceReceived,
            long tookNanos)
            implements Moment {

        public List<String> instances() {
            return starts.stream().map(Start::instance).toList();
        }
    }

    /** What rules decided because time passed, before the entry at this position. */
    record Elapsed(long at, List<String> rules, List<Start> starts, int partition, long position) implements Moment {}

    record Quarantined(
            long at, EventId event, String type, @Nullable String subject, int partition, long position, String cause)
            implements Moment {

        /** Whether no rule failed, but its data are not what a schema wants. */
        public boolean bySchema() {
            return cause.startsWith("schema: ");
        }
    }

    /** @param state running, waiting, retrying, finished, failed, cancelled */
    record Instance(
            long at,
            String instance,
            String definition,
            int version,
            String state,
            @Nullable String key,
            EventId event,
            int partition,
            long position,
            long born)
            implements Moment {}

    /**
     * @param outcome succeeded or failed
     * @param cause empty when it succeeded
     * @param first whether it is the first attempt of the whole instance
     */
    record Attempt(
            long at,
            String instance,
            String definition,
            String task,
            int attempt,
            String outcome,
            String cause,
            boolean first,
            long sinceReceived,
            long tookNanos,
            EventId event,
            int partition,
            long position)
            implements Moment {}

    record DeadLettered(
            long at,
            String id,
            String instance,
            String definition,
            String task,
            String cause,
            String fingerprint,
            EventId event,
            int partition,
            long position)
            implements Moment {}

    record Alerted(long at, String rule, String text, EventId event, int partition, long position) implements Moment {}
}
