package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an instance would have to undo, and whether it does.
 *
 * @param undos in the order in which the tasks began
 * @param why the error for which it does, or has not begun; null for none, as when it was cancelled
 */
public record Saga(
        List<Undo> undos, boolean undoing, @Nullable JsonNode why) {

    /** Nothing to undo. */
    public static final Saga NONE = new Saga(List.of(), false, null);

    /**
     * A task that may have done something.
     *
     * @param iteration which time it was entered
     * @param output null as long as nobody knows what came of it
     */
    public record Undo(
            String path,
            int iteration,
            JsonNode input,
            @Nullable JsonNode output) {

        boolean is(String other, int time) {
            return path.equals(other) && iteration == time;
        }
    }

    Saga entered(Undo undo) {
        List<Undo> more = new ArrayList<>(without(undo.path(), undo.iteration()).undos);
        more.add(undo);
        return new Saga(List.copyOf(more), undoing, why);
    }

    Saga done(String path, int iteration, JsonNode output) {
        return new Saga(
                undos.stream()
                        .map(undo -> undo.is(path, iteration) ? new Undo(path, iteration, undo.input(), output) : undo)
                        .toList(),
                undoing,
                why);
    }

    Saga without(String path, int iteration) {
        Predicate<Undo> other = undo -> !undo.is(path, iteration);
        return new Saga(undos.stream().filter(other).toList(), undoing, why);
    }

    Saga begun(@Nullable JsonNode error) {
        return new Saga(undos, true, error);
    }

    /** The next to be undone; null when nothing is left. */
    @Nullable
    Undo last() {
        return undos.isEmpty() ? null : undos.get(undos.size() - 1);
    }

    Saga undone() {
        return new Saga(List.copyOf(undos.subList(0, undos.size() - 1)), undoing, why);
    }

    /** What a variable means to tasks that undo something; null for another one. */
    @Nullable
    JsonNode variable(String name) {
        Undo undo = undoing ? last() : null;
        return undo == null ? null : name.equals(Undoing.DONE) ? undo.output() : name.equals(Undoing.WHY) ? why : null;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("undoing", undoing);
        InstanceRecord.put(json, "why", why);
        ArrayNode all = json.putArray("undos");
        for (Undo undo : undos) {
            ObjectNode each = all.addObject().put("path", undo.path()).put("iteration", undo.iteration());
            each.set("input", undo.input());
            InstanceRecord.put(each, "output", undo.output());
        }
        return json;
    }

    static Saga of(@Nullable JsonNode json) {
        if (json == null) {
            return NONE;
        }
        List<Undo> undos = json.path("undos")
                .valueStream()
                .map(each -> new Undo(
                        each.path("path").asText(),
                        each.path("iteration").asInt(),
                        each.path("input"),
                        each.get("output")))
                .toList();
        return new Saga(undos, json.path("undoing").asBoolean(), json.get("why"));
    }
}
