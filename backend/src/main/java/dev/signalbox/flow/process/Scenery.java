package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see around the value they are applied to.
 *
 * @param task null for those of the whole definition
 * @param output the transformed output, once there is one
 */
record Scenery(Run run, @Nullable Task task, @Nullable JsonNode output) {

    /** Every variable that an expression may name, besides those of the errors caught around it. */
    static final Set<String> NAMES = Set.of("context", "input", "output", "workflow", "task", "runtime");

    JsonNode variable(String name) {
        JsonNode value =
                switch (name) {
                    case "context" -> run.context();
                    case "input" ->
                        task == null ? run.instance().input() : run.place(task).given();
                    case "output" -> output;
                    case "workflow" -> workflow();
                    case "task" -> task == null ? null : task(task);
                    case "runtime" -> JsonNodeFactory.instance.objectNode().put("name", "signalbox");
                    default -> task == null ? null : run.variable(task, name);
                };
        return value == null ? NullNode.instance : value;
    }

    private ObjectNode workflow() {
        ObjectNode workflow =
                JsonNodeFactory.instance.objectNode().put("id", run.instance().id());
        workflow.set("definition", run.definition().tree());
        workflow.set("input", run.instance().input());
        workflow.set("startedAt", time(run.instance().born()));
        return workflow;
    }

    private ObjectNode task(Task task) {
        Place place = run.place(task);
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("name", task.name()).put("reference", task.path());
        node.set("definition", run.definition().tree().at(task.path()));
        node.set("input", place.raw());
        node.set("startedAt", time(place.since()));
        return node;
    }

    private static ObjectNode time(long millis) {
        ObjectNode epoch = JsonNodeFactory.instance
                .objectNode()
                .put("seconds", millis / 1000)
                .put("milliseconds", millis);
        return JsonNodeFactory.instance
                .objectNode()
                .put("iso8601", Instant.ofEpochMilli(millis).toString())
                .set("epoch", epoch);
    }
}
