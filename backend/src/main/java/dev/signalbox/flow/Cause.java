package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;

/**
 * Why something is not decided, as a row in Redis.
 *
 * @param at when that was found out, milliseconds since the epoch
 * @param rulebook the version that did not decide it
 */
record Cause(String text, long at, int rulebook) {

    static Cause read(String row) {
        JsonNode json = Payload.of(row.getBytes(StandardCharsets.UTF_8)).json();
        return new Cause(
                json.path("cause").asText(),
                json.path("at").asLong(),
                json.path("rulebook").asInt());
    }

    String row() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cause", text)
                .put("at", at)
                .put("rulebook", rulebook)
                .toString();
    }
}
