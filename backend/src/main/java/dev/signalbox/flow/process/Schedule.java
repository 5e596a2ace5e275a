package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.schedule.CatchUp;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a definition is started without a rule that says so: {@code schedule} of the DSL, with what {@code x-signalbox.schedule}
 * adds.
 *
 * @param cron null when it does not tick by the clock
 * @param zone of the cron; null for UTC
 * @param every ISO 8601; null when it does not tick at equal distances
 * @param after milliseconds from the end of an instance to the beginning of the next; 0 for no next one
 * @param triggers events of which each one starts it
 */
public record Schedule(
        @Nullable String cron,
        @Nullable String zone,
        @Nullable String every,
        CatchUp catchUp,
        long after,
        List<Trigger> triggers) {

    /** Whether it is started at times. */
    public boolean ticks() {
        return cron != null || every != null;
    }

    /**
     * An event that starts it.
     *
     * @param type of the event
     * @param with what its other attributes and its data must be, by name: a value, or an expression as a text <code>${ }</code>
     */
    public record Trigger(String type, Map<String, JsonNode> with) {

        /** The expression in a value; null when it is none. */
        public static @Nullable String expression(JsonNode value) {
            return value.isTextual() && Texts.isExpression(value.textValue()) ? Texts.inside(value.textValue()) : null;
        }
    }
}
