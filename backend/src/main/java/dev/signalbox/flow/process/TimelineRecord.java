package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** How the steps of one transition are kept: as one entry of the timeline, so that a commit has room for however many they are. */
public final class TimelineRecord {

    private static final String STEPS = "steps";

    private TimelineRecord() {}

    /** The fields of the entry. */
    public static Map<String, String> encode(List<Step> steps) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        steps.forEach(step -> all.add(json(step)));
        return Map.of(STEPS, all.toString());
    }

    private static ObjectNode json(Step step) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", step.at())
                .put("what", step.what())
                .put("path", step.path())
                .put("task", step.task())
                .put("attempt", step.attempt());
        InstanceRecord.put(json, "detail", step.detail());
        return json;
    }

    /** @throws IllegalArgumentException when the fields are not those of such an entry */
    public static List<Step> decode(Map<String, String> fields) {
        JsonNode all = InstanceRecord.read("step", InstanceRecord.need("step", fields, STEPS));
        return all.valueStream().map(TimelineRecord::step).toList();
    }

    private static Step step(JsonNode json) {
        return new Step(
                json.path("at").asLong(),
                json.path("what").asText(),
                json.path("path").asText(),
                json.path("task").asText(),
                json.path("attempt").asInt(),
                json.get("detail"));
    }
}
