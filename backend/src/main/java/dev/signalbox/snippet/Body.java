package dev.signalbox.snippet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A body with each attribute where the source looks for it. */
final class Body {

    static final String TYPE = "demo.hello";
    static final String SUBJECT = "world";

    private Body() {}

    /** @param event whether it is a CloudEvent */
    static ObjectNode of(JsonNode source, boolean event) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (event) {
            body.put("specversion", "1.0").put("id", Recipe.ID).put("source", "/hello");
            body.put("type", TYPE).put("subject", SUBJECT).putObject("data").put("total", 50);
        } else {
            body.put("id", Recipe.ID).put("type", TYPE).put("subject", SUBJECT).put("total", 50);
            JsonNode map = source.path("map");
            put(body, map.path("id").asText(), Recipe.ID);
            put(body, map.path("type").asText(), TYPE);
            put(body, map.path("subject").asText(), SUBJECT);
            put(body, map.path("time").asText(), "2026-01-01T00:00:00Z");
        }
        put(body, source.path("partitionBy").asText(), SUBJECT);
        return body;
    }

    /** Sets the text at a JSON Pointer, with the objects on the way to it; what is there already stays. */
    private static void put(ObjectNode body, String selector, String text) {
        if (!selector.startsWith("/")) {
            return;
        }
        JsonPointer at = JsonPointer.compile(selector);
        JsonNode parent = body.at(at.head());
        if (parent.isMissingNode()) {
            parent = body.withObject(at.head());
        }
        if (parent instanceof ObjectNode object
                && object.path(at.last().getMatchingProperty()).isMissingNode()) {
            object.put(at.last().getMatchingProperty(), text);
        }
    }
}
