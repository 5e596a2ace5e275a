package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How the steps of one transition are kept: as one line of the timeline, so that a commit has room for however many they are. */
public final class TimelineRecord {

    private TimelineRecord() {}

    /** The line. */
    public static String encode(List<Step> steps) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        steps.forEach(step -> all.add(json(step)));
        return all.toString();
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

    /** @throws IllegalArgumentException when it is no such line */
    public static List<Step> decode(String line) {
        return InstanceRecord.read("step", line)
                .valueStream()
                .map(TimelineRecord::step)
                .toList();
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
