package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sender's own JSON: attributes from where the source says, else as its sender gives them. */
final class HookMapping {

    private final Supplier<String> ids;

    HookMapping(Supplier<String> ids) {
        this.ids = ids;
    }

    Mapped map(Delivery delivery, JsonNode json) {
        Source source = delivery.source();
        Names names = source.sender().names(delivery, json);
        if (names.lacks() != null) {
            return Mapped.unmappable(names.lacks());
        }
        Reading reading = new Reading(delivery.headers(), json);
        String type = reading.of("type", source.map().type(), names.type());
        String id = reading.of("id", source.map().id(), names.id());
        String subject = reading.of("subject", source.map().subject(), names.subject());
        String time = reading.of("time", source.map().time(), names.time());
        if (reading.missing != null) {
            return Mapped.unmappable(reading.missing);
        }
        EventId identity = new EventId(source.name(), names.source(), id == null ? ids.get() : id);
        Payload data = Payload.of(delivery.body().bytes(), json);
        String named = type == null ? source.name() + ".received" : type;
        return Mapped.of(
                delivery, new Envelope(identity, named, subject, time, "application/json", data), json, id == null);
    }

    /** Looks values up, and remembers the first that was asked for by name and is not there. */
    private static final class Reading {
        private final Headers headers;
        private final JsonNode json;
        private @Nullable String missing;

        Reading(Headers headers, JsonNode json) {
            this.headers = headers;
            this.json = json;
        }

        @Nullable
        String of(String attribute, @Nullable Selector configured, @Nullable String otherwise) {
            if (configured == null) {
                return otherwise;
            }
            String value = configured.in(headers, json);
            String found = value == null || value.isEmpty() ? null : value;
            if (found == null && missing == null && !attribute.equals("subject")) {
                missing = "no value for " + attribute + " at " + configured.text();
            }
            return found;
        }
    }
}
