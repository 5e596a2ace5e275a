package dev.signalbox.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.match.Intention;
import java.util.Collection;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Results in the words of the API. */
public final class BacktestJson {

    private BacktestJson() {}

    /** What may be shown of what was made of an event. */
    public interface Veil {

        Veil NONE = new Veil() {
            @Override
            public JsonNode tree(JsonNode node) {
                return node;
            }

            @Override
            public String text(String text) {
                return text;
            }
        };

        JsonNode tree(JsonNode node);

        String text(String text);
    }

    public static ObjectNode result(Result result, UnaryOperator<Result.Cause> shown) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("events", result.events());
        counts(json, result.total());
        failed(json.putObject("quarantined"), result, shown);
        ArrayNode rules = json.putArray("rules");
        result.rules().forEach((rule, counts) -> counts(rules.addObject().put("rule", rule), counts));
        json.putObject("changes")
                .put("total", result.changed())
                .put("kept", result.changes().size());
        texts(json.putArray("notes"), result.notes());
        return json;
    }

    private static void counts(ObjectNode json, Counts counts) {
        two(json, "fired", counts.fired());
        json.putObject("starts")
                .put("new", counts.fresh())
                .put("lost", counts.lost())
                .put("same", counts.same())
                .put("changed", counts.changed());
        two(json, "emits", counts.emits());
        two(json, "cancels", counts.cancels());
        two(json, "alerts", counts.alerts());
    }

    private static void two(ObjectNode json, String name, Counts.Two two) {
        json.putObject(name).put("before", two.before()).put("after", two.after());
    }

    private static void failed(ObjectNode json, Result result, UnaryOperator<Result.Cause> shown) {
        failed(json.putObject("before"), result.before(), shown);
        failed(json.putObject("after"), result.after(), shown);
    }

    private static void failed(ObjectNode json, Result.Failed failed, UnaryOperator<Result.Cause> shown) {
        json.put("count", failed.count());
        ArrayNode causes = json.putArray("causes");
        failed.causes().stream().map(shown).forEach(each -> causes.addObject()
                .put("cause", each.cause())
                .put("count", each.count())
                .put("event", each.example().id())
                .put("source", each.example().source()));
    }

    public static ObjectNode change(Change change, Veil veil) {
        ObjectNode json = moment(change.moment());
        texts(json.putArray("kinds"), change.kinds());
        json.set("before", version(change.before(), veil));
        json.set("after", version(change.after(), veil));
        return json;
    }

    private static ObjectNode moment(Moment moment) {
        EventId id = moment.event();
        return JsonNodeFactory.instance
                .objectNode()
                .put("partition", moment.partition())
                .put("position", moment.position())
                .put("at", moment.at())
                .put("second", moment.second())
                .put("id", id.id())
                .put("source", id.source())
                .put("type", moment.type())
                .put("subject", moment.subject());
    }

    private static ObjectNode version(Version version, Veil veil) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        texts(json.putArray("matched"), version.matched());
        ArrayNode starts = json.putArray("starts");
        version.starts().forEach(start -> starts.addObject()
                .put("id", start.id())
                .put("rule", start.rule())
                .put("definition", start.definition())
                .put("key", start.key())
                .put("verdict", start.verdict())
                .set("input", veil.tree(start.input())));
        ArrayNode others = json.putArray("others");
        version.others().forEach(each -> others.add(intention(each, veil)));
        return json.put("fault", fault(version.fault(), veil));
    }

    private static @Nullable String fault(@Nullable String fault, Veil veil) {
        return fault == null ? null : veil.text(fault);
    }

    static ObjectNode intention(Intention intention) {
        return Payload.STRICT
                .<ObjectNode>valueToTree(intention)
                .put("kind", intention.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** An intention, with what may be shown of it. */
    public static ObjectNode intention(Intention intention, Veil veil) {
        ObjectNode json = intention(intention);
        for (String field : new String[] {"input", "data"}) {
            if (json.has(field)) {
                json.set(field, veil.tree(json.path(field)));
            }
        }
        if (json.hasNonNull("text")) {
            json.put("text", veil.text(json.path("text").asText()));
        }
        return json;
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }
}
