package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.jq.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One filter of a {@code listen}. Its expressions see the event alone; what the instance expects was told beforehand.
 *
 * @param with conditions on the other attributes and the data, by name
 * @param correlations in the order of the text; the first one tells where listener and event meet
 */
record EventFilter(String type, Map<String, Condition> with, List<Correlation> correlations) {

    /** What an attribute must be. */
    sealed interface Condition {

        record Equal(JsonNode value) implements Condition {}

        /** @param query gives true for the value of the attribute, or the value itself */
        record Holds(Query query) implements Condition {}
    }

    /**
     * @param from gives the value out of the event
     * @param text of it
     * @param expect what the instance wants it to be; null for anything
     */
    record Correlation(Query from, String text, @Nullable Template expect) {}

    /** How its events are told from each other. */
    Correlations.Way way() {
        boolean plain = correlations.isEmpty() || correlations.get(0).expect() == null;
        return new Correlations.Way(type, plain ? "" : correlations.get(0).text());
    }

    /** What the first correlation of an event must give; empty for a filter without. */
    String value(Run run, Task task, JsonNode input) {
        return correlations.isEmpty() ? "" : expected(run, task, input, correlations.get(0));
    }

    /** What the further correlations must give. */
    List<String> further(Run run, Task task, JsonNode input) {
        List<String> all = new ArrayList<>();
        for (int i = 1; i < correlations.size(); i++) {
            all.add(expected(run, task, input, correlations.get(i)));
        }
        return List.copyOf(all);
    }

    private static String expected(Run run, Task task, JsonNode input, Correlation correlation) {
        if (correlation.expect() == null) {
            return "";
        }
        String value = Correlations.text(run.fill(correlation.expect(), task, input));
        if (value.isEmpty()) {
            throw Faulted.expression("what `correlate` of \"" + task.name() + "\" expects is empty");
        }
        return value;
    }

    /**
     * @param value what the first correlation must give
     * @param further what the others must give
     * @param jq applies a query to a value
     */
    boolean matches(JsonNode event, String value, List<String> further, BiFunction<Query, JsonNode, JsonNode> jq) {
        return event.path("type").asText().equals(type)
                && with.entrySet().stream().allMatch(each -> holds(each.getValue(), event.path(each.getKey()), jq))
                && correlates(event, value, further, jq);
    }

    private static boolean holds(Condition wanted, JsonNode found, BiFunction<Query, JsonNode, JsonNode> jq) {
        if (wanted instanceof Condition.Equal equal) {
            return equal.value().equals(found);
        }
        return Query.isYes(jq.apply(((Condition.Holds) wanted).query(), found), found);
    }

    private boolean correlates(
            JsonNode event, String value, List<String> further, BiFunction<Query, JsonNode, JsonNode> jq) {
        for (int i = 0; i < correlations.size(); i++) {
            String given = Correlations.text(jq.apply(correlations.get(i).from(), event));
            String wanted = i == 0 ? value : further.get(i - 1);
            if (given.isEmpty() || !(wanted.isEmpty() || wanted.equals(given))) {
                return false;
            }
        }
        return true;
    }
}
