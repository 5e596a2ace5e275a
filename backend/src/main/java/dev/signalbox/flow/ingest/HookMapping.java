package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.ingest.Source.Preset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sender's own JSON: attributes from where the source says, else the preset, else the usual places. */
final class HookMapping {

    private static final Selector TYPE = pointer("/type");
    private static final Selector ID = pointer("/id");
    private static final Selector SUBJECT = pointer("/subject");
    private static final Selector KEY = new Selector.Header("Idempotency-Key");
    private static final Selector WEBHOOK_ID = new Selector.Header("webhook-id");
    private static final Selector TIMESTAMP = pointer("/timestamp");

    private final Supplier<String> ids;

    HookMapping(Supplier<String> ids) {
        this.ids = ids;
    }

    Mapped map(Delivery delivery, JsonNode json) {
        Source source = delivery.source();
        GithubNames github = source.preset() == Preset.GITHUB ? GithubNames.of(delivery.headers(), json) : null;
        Reading reading = new Reading(delivery.headers(), json);
        if (source.preset() == Preset.GITHUB && github == null) {
            return Mapped.unmappable("the preset github needs the headers X-GitHub-Delivery and X-GitHub-Event");
        }
        String type = reading.of("type", source.map().type(), github == null ? reading.any(TYPE) : github.type());
        String id = reading.of("id", source.map().id(), github == null ? id(delivery, reading) : github.id());
        String subject =
                reading.of("subject", source.map().subject(), github == null ? reading.any(SUBJECT) : github.subject());
        String time = reading.of("time", source.map().time(), standard(source) ? reading.any(TIMESTAMP) : null);
        if (reading.missing != null) {
            return Mapped.unmappable(reading.missing);
        }
        EventId identity =
                new EventId(source.name(), github == null ? "" : github.repository(), id == null ? ids.get() : id);
        Payload data = Payload.of(delivery.body().bytes(), json);
        String named = type == null ? source.name() + ".received" : type;
        return Mapped.of(
                delivery, new Envelope(identity, named, subject, time, "application/json", data), json, id == null);
    }

    private static @Nullable String id(Delivery delivery, Reading reading) {
        if (standard(delivery.source())) {
            return reading.any(WEBHOOK_ID);
        }
        if (delivery.form() == Delivery.Form.MESSAGE) {
            return delivery.fallbackId();
        }
        String id = reading.any(ID);
        id = id == null ? reading.any(KEY) : id;
        return id == null ? delivery.fallbackId() : id;
    }

    private static boolean standard(Source source) {
        return source.preset() == Preset.STANDARD_WEBHOOKS;
    }

    private static Selector pointer(String path) {
        return new Selector.Pointer(JsonPointer.compile(path));
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
        String any(Selector selector) {
            String found = selector.in(headers, json);
            return found == null || found.isEmpty() ? null : found;
        }

        @Nullable
        String of(String attribute, @Nullable Selector configured, @Nullable String otherwise) {
            if (configured == null) {
                return otherwise;
            }
            String found = any(configured);
            if (found == null && missing == null && !attribute.equals("subject")) {
                missing = "no value for " + attribute + " at " + configured.text();
            }
            return found;
        }
    }
}
