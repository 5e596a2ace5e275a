package dev.signalbox.flow.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is kept: fields that are read by themselves, and one {@code body} for the rest. A field that was
 * written once never disappears, since a later record is laid over it.
 */
public final class InstanceRecord {

    /* Numbers keep their digits: what is read is what was written. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private InstanceRecord() {}

    /** Times are milliseconds since the epoch; {@code ended} is 0 while it runs. */
    public static Map<String, String> encode(Instance instance) {
        EventId event = instance.origin().event();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("definition", instance.definition());
        fields.put("version", Integer.toString(instance.version()));
        fields.put("state", instance.state().word());
        fields.put("key", instance.key());
        fields.put("source", event.source());
        fields.put("ceSource", event.ceSource());
        fields.put("event", event.id());
        fields.put("rule", instance.origin().rule());
        fields.put("started", Long.toString(instance.born()));
        fields.put("ended", Long.toString(instance.ended()));
        fields.put("body", body(instance).toString());
        return fields;
    }

    private static ObjectNode body(Instance instance) {
        Origin origin = instance.origin();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("partition", origin.partition())
                .put("position", origin.position())
                .put("received", origin.received());
        if (origin.depth() > 0) {
            body.put("depth", origin.depth());
        }
        if (origin.traceParent() != null) {
            body.put("traceParent", origin.traceParent());
        }
        if (origin.parent() != null) {
            body.set("parent", origin.parent().json());
        }
        body.set("input", instance.input());
        put(body, "context", instance.context());
        put(body, "output", instance.output());
        if (instance.redrives() > 0) {
            body.put("redrives", instance.redrives());
        }
        if (!instance.saga().equals(Saga.NONE)) {
            body.set("saga", instance.saga().json());
        }
        ObjectNode places = body.putObject("places");
        instance.places().forEach((path, place) -> places.set(path, Places.encode(place, instance.input())));
        ObjectNode visits = body.putObject("visits");
        new TreeMap<>(instance.visits()).forEach((path, visit) -> {
            ArrayNode counts = visits.putArray(path)
                    .add(visit.iteration())
                    .add(visit.attempt())
                    .add(visit.again());
            if (visit.byHand() != null) {
                counts.add(visit.byHand().json());
            }
        });
        return body;
    }

    /** @throws IllegalArgumentException when the fields are not those of an instance */
    public static Instance decode(String id, Map<String, String> fields) {
        JsonNode body = read(id, need(id, fields, "body"));
        return new Instance(
                id,
                need(id, fields, "definition"),
                Integer.parseInt(need(id, fields, "version")),
                State.valueOf(need(id, fields, "state").toUpperCase(Locale.ROOT)),
                need(id, fields, "key"),
                origin(id, fields, body),
                Long.parseLong(need(id, fields, "started")),
                Long.parseLong(need(id, fields, "ended")),
                body.path("input"),
                body.get("context"),
                body.get("output"),
                places(body),
                visits(body.path("visits")),
                body.path("redrives").asInt(0),
                Saga.of(body.get("saga")));
    }

    private static Origin origin(String id, Map<String, String> fields, JsonNode body) {
        EventId event =
                new EventId(need(id, fields, "source"), need(id, fields, "ceSource"), need(id, fields, "event"));
        return new Origin(
                event,
                need(id, fields, "rule"),
                body.path("partition").asInt(),
                body.path("position").asLong(),
                body.path("received").asLong(),
                body.path("traceParent").textValue(),
                body.path("depth").asInt(0),
                Parent.of(body.path("parent")));
    }

    private static Map<String, Place> places(JsonNode body) {
        Map<String, Place> places = new LinkedHashMap<>();
        JsonNode input = body.path("input");
        body.path("places")
                .properties()
                .forEach(entry -> places.put(entry.getKey(), Places.decode(entry.getKey(), entry.getValue(), input)));
        return Collections.unmodifiableMap(places);
    }

    private static Map<String, Visit> visits(JsonNode json) {
        Map<String, Visit> visits = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            JsonNode counts = entry.getValue();
            visits.put(
                    entry.getKey(),
                    new Visit(
                            counts.path(0).asInt(),
                            counts.path(1).asInt(),
                            counts.path(2).asBoolean(),
                            ByHand.of(counts.path(3))));
        });
        return Map.copyOf(visits);
    }

    static void put(ObjectNode object, String name, @Nullable JsonNode value) {
        if (value != null) {
            object.set(name, value);
        }
    }

    static JsonNode read(String id, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the record of " + id + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String need(String id, Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the record of " + id + " has no field \"" + name + '"');
        }
        return value;
    }
}
