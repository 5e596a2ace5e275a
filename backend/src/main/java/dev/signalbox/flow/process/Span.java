package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A duration of a definition: ISO 8601, an object of numbers, or an expression that gives an ISO 8601 text. */
record Span(Template template) {

    /** A year: more is a mistake, and sums of times stay far from overflow. */
    static final long MAX_MILLIS = 366L * 24 * 3600 * 1000;

    static final Map<String, Long> UNITS =
            Map.of("days", 86_400_000L, "hours", 3_600_000L, "minutes", 60_000L, "seconds", 1000L, "milliseconds", 1L);

    /** @throws Faulted of type expression when an expression gives no duration */
    long millis(Run run, @Nullable Task task, JsonNode input) {
        JsonNode value = run.fill(template, task, input);
        Long millis = millis(value);
        if (millis == null) {
            throw Faulted.expression(
                    "wanted a duration such as PT2S or {\"seconds\": 2} of at most 366 days, got " + value);
        }
        return millis;
    }

    /** Sets the time in which a place must have been left; nothing without a timeout. */
    static void limit(@Nullable Span timeout, Run run, Place place, @Nullable Task task) {
        if (timeout != null) {
            Place limited = place.until(run.at() + timeout.millis(run, task, place.given()));
            run.put(limited);
            run.effect(Effect.Timer.deadline(limited));
        }
    }

    /** Null when it is no duration, or one that is negative or longer than a year. */
    static @Nullable Long millis(JsonNode value) {
        Long millis = value.isTextual() ? iso(value.textValue()) : value.isObject() ? sum(value) : null;
        return millis == null || millis < 0 || millis > MAX_MILLIS ? null : millis;
    }

    private static @Nullable Long iso(String text) {
        try {
            return Duration.parse(text).toMillis();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Long sum(JsonNode parts) {
        double sum = 0;
        for (Map.Entry<String, JsonNode> part : parts.properties()) {
            Long unit = UNITS.get(part.getKey());
            if (unit == null || !part.getValue().isNumber()) {
                return null;
            }
            sum += part.getValue().doubleValue() * unit;
        }
        return Math.round(sum);
    }
}
