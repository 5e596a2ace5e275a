package dev.signalbox.event;

import org.jspecify.annotations.Nullable;

/**
 * An event as its sender told it: identity, attributes and data.
 *
 * @param subject what the event is about
 * @param time when it happened, RFC 3339, as the sender wrote it
 * @param contentType media type of the data
 */
public record Envelope(
        EventId id,
        String type,
        @Nullable String subject,
        @Nullable String time,
        String contentType,
        Payload data) {}
