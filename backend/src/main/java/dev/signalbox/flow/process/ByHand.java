package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a person made of one iteration of a task by putting it back.
 *
 * @param attempt that was asked for; 0 until it is made
 * @param edit how often the instance had been put back when the input was replaced, for the key; 0 when it was not
 * @param input that the task has since; null for its own
 */
public record ByHand(
        int iteration, int attempt, int edit, @Nullable JsonNode input) {

    /** Asked for once more; an input that was replaced before stays, unless there is another one. */
    static ByHand asked(@Nullable ByHand before, int iteration, int redrive, @Nullable JsonNode replaced) {
        if (replaced != null) {
            return new ByHand(iteration, 0, redrive, replaced);
        }
        return before == null || before.iteration() != iteration
                ? new ByHand(iteration, 0, 0, null)
                : new ByHand(iteration, 0, before.edit(), before.input());
    }

    /** The same once an attempt of an iteration is made; null when its own is over. */
    static @Nullable ByHand entered(@Nullable ByHand before, int iteration, int attempt) {
        if (before == null || before.iteration() < iteration) {
            return null;
        }
        return before.iteration() == iteration && before.attempt() == 0
                ? new ByHand(iteration, attempt, before.edit(), before.input())
                : before;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("iteration", iteration)
                .put("attempt", attempt)
                .put("edit", edit);
        InstanceRecord.put(json, "input", input);
        return json;
    }

    static @Nullable ByHand of(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new ByHand(
                        json.path("iteration").asInt(),
                        json.path("attempt").asInt(),
                        json.path("edit").asInt(),
                        json.get("input"));
    }
}
