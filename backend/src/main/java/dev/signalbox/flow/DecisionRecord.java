package dev.signalbox.flow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.trace.Moment;
import java.util.ArrayList;
import java.util.List;

/** A decision as it is kept: empty parts are left out, since most events match nothing. */
final class DecisionRecord {

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final List<Moment.Start> starts = new ArrayList<>();

    /** @param at when it was made, milliseconds since the epoch */
    DecisionRecord(Decision decision, long at) {
        json.put("at", at);
        json.put("version", decision.rulebook());
        json.put("micros", decision.nanos() / 1000);
        if (decision.second() > 0) {
            json.put("second", decision.second());
        }
        decision.matched().forEach(rule -> list("matched").add(rule));
        decision.warnings().forEach(this::warn);
    }

    void started(String rule, StartOrder order) {
        starts.add(new Moment.Start(rule, order.definition(), order.instance()));
        list("starts")
                .addObject()
                .put("rule", rule)
                .put("definition", order.definition())
                .put("key", order.key())
                .put("instance", order.instance());
    }

    Outbox.Row emitted(String rule, Outbox.Row row) {
        var envelope = row.offer().envelope();
        list("emits")
                .addObject()
                .put("rule", rule)
                .put("source", envelope.id().source())
                .put("id", envelope.id().id())
                .put("type", envelope.type())
                .put("subject", envelope.subject());
        return row;
    }

    /** How many events it has emitted so far. */
    int emits() {
        return json.path("emits").size();
    }

    void cancelled(Intention.Cancel cancel) {
        list("cancels")
                .addObject()
                .put("rule", cancel.rule())
                .put("definition", cancel.definition())
                .put("key", cancel.key())
                .put(Derived.UNDO, cancel.undo());
    }

    void alerted(Intention.Alert alert) {
        list("alerts").addObject().put("rule", alert.rule()).put("text", alert.text());
    }

    /** How many alerts it has raised so far. */
    int alerts() {
        return json.path("alerts").size();
    }

    void warn(String warning) {
        list("warnings").add(warning);
    }

    List<Moment.Start> starts() {
        return starts;
    }

    String json() {
        return json.toString();
    }

    private ArrayNode list(String name) {
        return json.withArray("/" + name);
    }
}
