package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What must reach a journal, kept as rows that are written with the commit that wants them. A row is offered until the
 * journal has it, under an id that makes repeats duplicates, and is deleted by a later commit.
 */
final class Outbox {

    private Outbox() {}

    /** @param id derived: equal wishes have equal ids */
    record Row(String id, Offer offer) {

        String text() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            Envelope envelope = offer.envelope();
            json.put("kind", offer.kind().name());
            json.put("source", envelope.id().source());
            json.put("ceSource", envelope.id().ceSource());
            json.put("id", envelope.id().id());
            json.put("type", envelope.type());
            json.put("subject", envelope.subject());
            json.put("time", envelope.time());
            json.put("contentType", envelope.contentType());
            json.put("data", Base64.getEncoder().encodeToString(envelope.data().bytes()));
            json.put("key", offer.key());
            json.put("traceParent", offer.traceParent());
            json.put("received", offer.received());
            json.put("depth", offer.depth());
            return json.toString();
        }
    }

    static Row read(String id, String text) {
        JsonNode json = Payload.of(text.getBytes(StandardCharsets.UTF_8)).json();
        Envelope envelope = new Envelope(
                new EventId(text(json, "source"), text(json, "ceSource"), text(json, "id")),
                text(json, "type"),
                optional(json, "subject"),
                optional(json, "time"),
                text(json, "contentType"),
                Payload.of(Base64.getDecoder().decode(text(json, "data"))));
        long received = json.path("received").asLong();
        return new Row(
                id,
                new Offer(
                        Kind.valueOf(text(json, "kind")),
                        envelope,
                        text(json, "key"),
                        optional(json, "traceParent"),
                        received,
                        received,
                        json.path("depth").asInt()));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    private static @Nullable String optional(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).textValue() : null;
    }
}
