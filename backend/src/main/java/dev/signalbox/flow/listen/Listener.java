package dev.signalbox.flow.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import java.util.List;

/**
 * A task of an instance that waits for an event.
 *
 * @param key of the instance, which tells its partition
 * @param origin the event that the instance came from: it never hears that one
 * @param ear which filter of which task, and the value that the event must give
 * @param further what else it must give
 * @param lasting whether more than one event is awaited
 * @param shared whether others may have the event too
 * @param since when it began, milliseconds since the epoch: who came first is served first
 */
public record Listener(
        String instance,
        String key,
        String definition,
        int version,
        EventId origin,
        Effect.Ear ear,
        List<String> further,
        boolean lasting,
        boolean shared,
        long since) {

    public static Listener of(Instance instance, Effect.Listen listen, long now) {
        return new Listener(
                instance.id(),
                instance.key(),
                instance.definition(),
                instance.version(),
                instance.origin().event(),
                listen.ear(),
                listen.further(),
                listen.lasting(),
                listen.shared(),
                now);
    }

    /** What it is called: equal for the same filter of the same attempt of a task. */
    public String id() {
        return id(instance, ear);
    }

    public static String id(String instance, Effect.Ear ear) {
        return instance + '|' + ear.path() + '|' + ear.iteration() + '|' + ear.attempt() + '|' + ear.filter();
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("i", instance)
                .put("k", key)
                .put("d", definition)
                .put("v", version)
                .put("since", since);
        json.putArray("o").add(origin.source()).add(origin.ceSource()).add(origin.id());
        json.set("ear", ear(ear));
        ArrayNode more = json.putArray("x");
        further.forEach(more::add);
        return json.put("lasting", lasting).put("shared", shared);
    }

    /** How an ear is kept and sent. */
    public static ArrayNode ear(Effect.Ear ear) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(ear.path())
                .add(ear.iteration())
                .add(ear.attempt())
                .add(ear.filter())
                .add(ear.type())
                .add(ear.value());
    }

    public static Effect.Ear ear(JsonNode json) {
        return new Effect.Ear(
                json.path(0).asText(),
                json.path(1).asInt(),
                json.path(2).asInt(),
                json.path(3).asInt(),
                json.path(4).asText(),
                json.path(5).asText());
    }

    public static Listener of(JsonNode json) {
        JsonNode from = json.path("o");
        return new Listener(
                json.path("i").asText(),
                json.path("k").asText(),
                json.path("d").asText(),
                json.path("v").asInt(),
                new EventId(
                        from.path(0).asText(),
                        from.path(1).asText(),
                        from.path(2).asText()),
                ear(json.path("ear")),
                json.path("x").valueStream().map(JsonNode::asText).toList(),
                json.path("lasting").asBoolean(),
                json.path("shared").asBoolean(),
                json.path("since").asLong());
    }
}
