package dev.signalbox.proof.prove.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.prove.fault.Probe;
import java.util.ArrayList;
import java.util.List;

/** An event as the hubs tell of it. */
public record Journaled(
        String id,
        String source,
        String type,
        String subject,
        long at,
        int partition,
        long position,
        String state,
        List<String> rules,
        List<String> instances) {

    private static final String HUB = "signalbox";

    static Journaled of(JsonNode json) {
        return new Journaled(
                json.path("id").asText(),
                json.path("source").asText(),
                json.path("type").asText(),
                json.path("subject").asText(""),
                json.path("at").asLong(),
                json.path("partition").asInt(),
                json.path("position").asLong(),
                json.path("state").asText(),
                texts(json.path("rules")),
                texts(json.path("instances")));
    }

    /** Whether the driver is who sent it, and neither a hub nor a fault. */
    boolean isSent() {
        return !source.equals(HUB) && !source.startsWith(Probe.SOURCE);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
