package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event as its sender gives them.
 *
 * @param type null for the one that is made of the source's name
 * @param id null to make one
 * @param source the CloudEvents source; empty for none
 * @param lacks why the delivery cannot be named; null when it can
 */
record Names(
        @Nullable String type,
        @Nullable String id,
        String source,
        @Nullable String subject,
        @Nullable String time,
        @Nullable String lacks) {

    static Names of(@Nullable String type, @Nullable String id) {
        return new Names(type, id, "", null, null, null);
    }

    static Names lacking(String what) {
        return new Names(null, null, "", null, null, what);
    }

    Names from(@Nullable String other) {
        return new Names(type, id, other == null ? "" : other, subject, time, lacks);
    }

    Names about(@Nullable String other) {
        return new Names(type, id, source, other, time, lacks);
    }

    Names at(@Nullable String other) {
        return new Names(type, id, source, subject, other, lacks);
    }

    /** Text or a number that is there and not empty. */
    static @Nullable String scalar(JsonNode value) {
        return (value.isTextual() || value.isNumber()) && !value.asText().isEmpty() ? value.asText() : null;
    }

    /** The first of some places where there is something. */
    static @Nullable String first(JsonNode body, String... places) {
        for (String place : places) {
            String found = scalar(body.at(place));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The time of an event from seconds or milliseconds, or text in RFC 3339; null when it is neither. */
    static @Nullable String time(JsonNode value) {
        try {
            if (value.isIntegralNumber()) {
                long number = value.longValue();
                return (number > 100_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number))
                        .toString();
            }
            return value.isTextual() && OffsetDateTime.parse(value.textValue()) != null ? value.textValue() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Tells bodies apart, for senders whose deliveries have no id of their own. */
    static String mark(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
