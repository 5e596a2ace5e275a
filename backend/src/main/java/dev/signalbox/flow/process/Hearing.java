package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.signalbox.jq.Jq;
import dev.signalbox.jq.JqFault;
import dev.signalbox.jq.Query;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells which events are for whom. For one thread. */
public final class Hearing {

    private final Jq jq = new Jq(Machine.STEPS);

    /**
     * Whether an event is what a filter awaits. An expression that fails on it says no.
     *
     * @param further what the correlations after the first must give
     * @param event with its attributes and {@code data}
     */
    public boolean hears(Definition definition, Effect.Ear ear, List<String> further, JsonNode event, long at) {
        Task task = definition.task(ear.path());
        return task != null
                && task.action() instanceof Listen listen
                && listen.filter(ear.filter())
                        .matches(event, ear.value(), further, (query, dot) -> evaluate(query, dot, at));
    }

    /** The values under which somebody may wait for an event; the empty one for those who wait for any of its type. */
    public Set<String> values(Correlations correlations, JsonNode event, long at) {
        String type = event.path("type").asText();
        Set<String> values = new TreeSet<>();
        correlations.of(type).forEach(from -> values.add(Correlations.text(evaluate(from, event, at))));
        values.remove("");
        if (correlations.isPlain(type)) {
            values.add("");
        }
        return values;
    }

    /** Nothing where the expression fails: an event may have any form, and another may have the right one. */
    private JsonNode evaluate(Query query, JsonNode dot, long at) {
        try {
            return jq.evaluate(query, dot, name -> NullNode.instance, at);
        } catch (JqFault e) {
            return NullNode.instance;
        }
    }
}
