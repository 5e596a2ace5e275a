package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How a place is kept; what has its usual value is left out. */
final class Places {

    private Places() {}

    /** @param input of the instance, which is that of many a place too, and is kept once */
    static ObjectNode encode(Place place, JsonNode input) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("iteration", place.iteration())
                .put("attempt", place.attempt())
                .put("since", place.since());
        if (place.due() != 0) {
            json.put("due", place.due());
        }
        if (place.deadline() != 0) {
            json.put("deadline", place.deadline());
        }
        if (!isWrittenAs(place.raw(), input)) {
            json.set("raw", place.raw());
        }
        InstanceRecord.put(json, "input", place.input());
        if (place.caught() != null) {
            json.put("as", place.caught().as()).set("error", place.caught().error());
        }
        InstanceRecord.put(json, "progress", place.progress());
        if (!place.before().isEmpty()) {
            ObjectNode before = json.putObject("before");
            new TreeMap<>(place.before()).forEach(before::put);
        }
        return json;
    }

    /** What is equal may have other digits. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isWrittenAs(JsonNode one, JsonNode other) {
        return one == other || (one.equals(other) && one.toString().equals(other.toString()));
    }

    static Place decode(String path, JsonNode json, JsonNode input) {
        Map<String, Integer> before = new HashMap<>();
        json.path("before")
                .properties()
                .forEach(entry -> before.put(entry.getKey(), entry.getValue().asInt()));
        JsonNode error = json.get("error");
        return new Place(
                path,
                json.path("iteration").asInt(),
                json.path("attempt").asInt(),
                new Place.Times(
                        json.path("since").asLong(),
                        json.path("due").asLong(0),
                        json.path("deadline").asLong(0)),
                json.has("raw") ? json.path("raw") : input,
                json.get("input"),
                error == null ? null : new Place.Caught(json.path("as").asText(), error),
                json.get("progress"),
                Map.copyOf(before));
    }
}
