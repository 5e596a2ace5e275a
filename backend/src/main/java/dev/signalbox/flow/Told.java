package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.EventJson;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;

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
        return new Told(entry.position(), envelope.id(), EventJson.of(envelope));
    }

    /** What is sent to where listeners of a value are. */
    ObjectNode sent(String type, String value) {
        ObjectNode sent =
                JsonNodeFactory.instance.objectNode().put("type", type).put("value", value);
        sent.putArray("id").add(id.source()).add(id.ceSource()).add(id.id());
        return sent.set("event", json);
    }
}
