package dev.signalbox.flow.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Fault;

/** A dead letter as it stands in Redis. */
final class DeadLetterJson {

    /* Numbers keep their digits: what is read is what was written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private DeadLetterJson() {}

    static String write(DeadLetter dead) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", dead.id()).put("instance", dead.instance());
        json.put("definition", dead.definition()).put("version", dead.version());
        json.put("path", dead.path()).put("task", dead.task()).put("attempts", dead.attempts());
        json.put("redrives", dead.redrives()).put("at", dead.at()).put("fingerprint", dead.fingerprint());
        json.set("input", dead.input());
        Fault cause = dead.cause();
        json.putObject("cause")
                .put("type", cause.type())
                .put("status", cause.status())
                .put("title", cause.title())
                .put("detail", cause.detail());
        EventId event = dead.event();
        json.putObject("event")
                .put("source", event.source())
                .put("ceSource", event.ceSource())
                .put("id", event.id());
        return json.toString();
    }

    /** @throws IllegalStateException when the text is not what {@link #write} made */
    static DeadLetter read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dead letter in Redis is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static DeadLetter read(JsonNode json) {
        JsonNode cause = json.path("cause");
        JsonNode event = json.path("event");
        return new DeadLetter(
                json.path("id").asText(),
                json.path("instance").asText(),
                json.path("definition").asText(),
                json.path("version").asInt(),
                json.path("path").asText(),
                json.path("task").asText(),
                new Fault(
                        text(cause, "type"), cause.path("status").asInt(), text(cause, "title"), text(cause, "detail")),
                json.path("attempts").asInt(),
                json.path("input").isNull() ? null : json.get("input"),
                new EventId(text(event, "source"), text(event, "ceSource"), text(event, "id")),
                json.path("redrives").asInt(),
                json.path("at").asLong(),
                json.path("fingerprint").asText());
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }
}
