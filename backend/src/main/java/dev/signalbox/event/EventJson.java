package dev.signalbox.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An event as processes are told of it: its attributes, and {@code data} when that is JSON. */
public final class EventJson {

    private EventJson() {}

    public static ObjectNode of(Envelope envelope) {
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
}
