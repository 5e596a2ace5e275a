package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An error as the workflow language knows it.
 *
 * @param type URI, such as {@code https://serverlessworkflow.io/spec/1.0.0/errors/communication}
 * @param status HTTP-like status
 * @param title one line, without data of the event
 * @param detail for people
 * @param notBefore until when the target wants to be left alone, milliseconds since the epoch; 0 when it did not say
 */
public record Fault(String type, int status, String title, String detail, long notBefore) {

    private static final String TYPES = "https://serverlessworkflow.io/spec/1.0.0/errors/";

    public Fault(String type, int status, String title, String detail) {
        this(type, status, title, detail, 0);
    }

    /** @param kind communication, timeout, expression, validation, configuration, data-too-large ... */
    public static Fault of(String kind, int status, String title, String detail) {
        return new Fault(TYPES + kind, status, title, detail);
    }

    /** The fault of an error as expressions see it; null for none. */
    public static @Nullable Fault of(@Nullable JsonNode error) {
        return error == null
                ? null
                : new Fault(
                        error.path("type").asText(),
                        error.path("status").asInt(),
                        error.path("title").asText(),
                        error.path("detail").asText());
    }

    public Fault notBefore(long time) {
        return new Fault(type, status, title, detail, time);
    }
}
