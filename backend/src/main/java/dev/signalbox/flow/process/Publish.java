package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** {@code emit}: a derived event leaves with the commit; the event is the output. */
record Publish(Template event) implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        JsonNode filled = run.fill(event, task, input);
        String type = text(filled, "type");
        if (type == null || type.isEmpty()) {
            throw Faulted.expression("the type of an event must be a text, not " + filled.path("type"));
        }
        int iteration = run.place(task).iteration();
        JsonNode data =
                filled.path("data").isMissingNode() ? JsonNodeFactory.instance.objectNode() : filled.path("data");
        String source = text(filled, "source");
        String subject = text(filled, "subject");
        run.effect(new Effect.Emit(task.path(), iteration, type, source, subject, data));
        ObjectNode output = JsonNodeFactory.instance
                .objectNode()
                .put("id", InstanceId.derived(run.instance().id(), task.path(), iteration));
        output.setAll((ObjectNode) filled);
        run.step("emitted", task, output);
        run.complete(task, output);
    }

    private static @Nullable String text(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw Faulted.expression("the " + name + " of an event must be a text, not an object or array");
        }
        return value.asText();
    }

    @Override
    public boolean counted() {
        return true;
    }
}
