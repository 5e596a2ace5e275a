package dev.signalbox.flow.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param sink where to, by its name
 * @param id the same for all attempts: by it a receiver knows a repeat
 * @param to topic, routing key or stream; null where the sink says it all
 * @param key what belongs together and stays in order
 * @param headers what stands beside the body; what the hub says itself goes before it
 * @param body as JSON
 * @param event what makes a CloudEvent of it; null for a plain message
 */
public record Message(
        String sink,
        String id,
        @Nullable String to,
        String key,
        Map<String, String> headers,
        JsonNode body,
        @Nullable Event event) {

    static final String JSON = "application/json";
    static final String ID = "idempotency-key";

    /** The attributes of a CloudEvent that are not those of every message; its id is the message's. */
    public record Event(String type, String source, String subject) {}

    /** The CloudEvent, whole. */
    ObjectNode structured() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        attributes().forEach(event::put);
        return event.put("datacontenttype", JSON).set("data", body);
    }

    byte[] bytes() {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The attributes of the CloudEvent by their names; none for a plain message. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (event != null) {
            attributes.put("specversion", "1.0");
            attributes.put("id", id);
            attributes.put("source", event.source());
            attributes.put("type", event.type());
            attributes.put("subject", event.subject());
        }
        return attributes;
    }

    /**
     * All that stands beside the body of a message to a broker.
     *
     * @param prefix of the attributes of a CloudEvent
     */
    Map<String, String> beside(String prefix) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.keySet().removeIf(name -> name.equalsIgnoreCase(ID));
        all.put(ID, id);
        attributes().forEach((name, value) -> all.put(prefix + name, value));
        return all;
    }
}
