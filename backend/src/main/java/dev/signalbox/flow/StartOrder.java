package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.process.InstanceId;
import dev.signalbox.flow.process.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The wish to start an instance, on its way to the partition of its key.
 *
 * @param instance derived id: two wishes that are equal in all fields are one start
 * @param home the partition of the key
 */
record StartOrder(String instance, int home, String definition, String key, JsonNode input, Origin origin) {

    /** The input is the {@code .with(..)} map plus {@code event} without its data, or the list of events. */
    static StartOrder of(Journal journal, Intention.Start start, String key, Origin origin, Entry entry) {
        int home = journal.partitionOf(key);
        JsonNode input = Payload.STRICT.valueToTree(start.input());
        if (input instanceof ObjectNode named && !named.has("event")) {
            named.set("event", told(entry.offer().envelope()));
        }
        String id = InstanceId.start(home, origin.event(), start.rule(), start.definition(), key);
        return new StartOrder(id, home, start.definition(), key, input, origin);
    }

    private static ObjectNode told(Envelope envelope) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", envelope.id().id())
                .put("source", envelope.id().source())
                .put("type", envelope.type())
                .put("subject", envelope.subject())
                .put("time", envelope.time());
    }

    Payload payload() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("instance", instance)
                .put("definition", definition)
                .put("key", key);
        json.set("input", input);
        json.putObject("origin")
                .put("source", origin.event().source())
                .put("ceSource", origin.event().ceSource())
                .put("event", origin.event().id())
                .put("rule", origin.rule())
                .put("partition", origin.partition())
                .put("position", origin.position())
                .put("received", origin.received())
                .put("traceParent", origin.traceParent())
                .put("depth", origin.depth());
        return Payload.of(json);
    }

    static StartOrder read(int home, Payload payload) {
        JsonNode json = payload.json();
        JsonNode from = json.path("origin");
        Origin origin = new Origin(
                new EventId(
                        from.path("source").asText(),
                        from.path("ceSource").asText(),
                        from.path("event").asText()),
                from.path("rule").asText(),
                from.path("partition").asInt(),
                from.path("position").asLong(),
                from.path("received").asLong(),
                optional(from.path("traceParent")),
                from.path("depth").asInt(),
                null);
        return new StartOrder(
                json.path("instance").asText(),
                home,
                json.path("definition").asText(),
                json.path("key").asText(),
                json.path("input"),
                origin);
    }

    private static @Nullable String optional(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
