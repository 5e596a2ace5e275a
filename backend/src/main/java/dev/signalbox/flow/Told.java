package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import org.jspecify.annotations.Nullable;

/**
 * An event as those who listen are told of it.
 *
 * @param position of the entry that holds it in the partition where they meet
 * @param json its attributes and {@code data}
 */
record Told(long position, EventId id, JsonNode json) {

    static Told of(Entry entry) {
        if (entry.offer().kind() == Kind.CORRELATE) {
            JsonNode sent = entry.offer().envelope().data().json();
            JsonNode id = sent.path("id");
            return new Told(
                    entry.position(),
                    new EventId(
                            id.path(0).asText(), id.path(1).asText(), id.path(2).asText()),
                    sent.path("event"));
        }
        Envelope envelope = entry.offer().envelope();
        return new Told(entry.position(), envelope.id(), json(envelope));
    }

    private static ObjectNode json(Envelope envelope) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", envelope.id().id())
                .put("source", envelope.id().source())
                .put("type", envelope.type())
                .put("subject", envelope.subject())
                .put("time", envelope.time());
        if (!envelope.id().ceSource().isEmpty()) {
            json.put("ceSource", envelope.id().ceSource());
        }
        JsonNode data = data(envelope);
        return data == null ? json : json.set("data", data);
    }

    /** Null for what is not JSON. */
    private static @Nullable JsonNode data(Envelope envelope) {
        String type = envelope.contentType() == null ? "" : envelope.contentType();
        Payload data = envelope.data();
        return type.contains("json") && data.size() > 0 ? data.json() : null;
    }

    /** What is sent to where listeners of a value are. */
    ObjectNode sent(String type, String value) {
        ObjectNode sent =
                JsonNodeFactory.instance.objectNode().put("type", type).put("value", value);
        sent.putArray("id").add(id.source()).add(id.ceSource()).add(id.id());
        return sent.set("event", json);
    }
}
