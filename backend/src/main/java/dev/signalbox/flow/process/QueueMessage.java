package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code x-signalbox: queue}: a message to a sink; ends with an outcome from outside.
 *
 * @param to topic, routing key or stream
 * @param group null for the key of the instance
 * @param body null for the input of the task
 * @param type null for a message that is no CloudEvent
 */
record QueueMessage(
        String sink,
        @Nullable Template to,
        @Nullable Template group,
        @Nullable Template headers,
        @Nullable Template body,
        @Nullable Template type)
        implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        String where = to == null ? null : text("to", run.fill(to, task, input));
        String together = group == null ? "" : Endpoint.scalar("key", run.fill(group, task, input));
        Map<String, String> head = headers == null ? Map.of() : Head.of(run.fill(headers, task, input));
        JsonNode content = body == null ? input : run.fill(body, task, input);
        Place place = run.place(task);
        Effect.Send send = new Effect.Send(
                task.path(),
                place.iteration(),
                place.attempt(),
                run.key(task),
                sink,
                where,
                together.isEmpty() ? run.instance().key() : together,
                head,
                Weight.checked("the message", content),
                type == null ? null : text("type", run.fill(type, task, input)));
        run.effect(send);
        run.step("scheduled", task, detail(send));
    }

    private static String text(String name, JsonNode value) {
        String text = Endpoint.scalar(name, value);
        if (text.isBlank()) {
            throw Faulted.expression(
                    "`" + name + "` of a message is empty: there is nothing at its place in the input");
        }
        return text;
    }

    private static ObjectNode detail(Effect.Send send) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("sink", send.sink());
        if (send.to() != null) {
            detail.put("to", send.to());
        }
        detail.put("key", send.group());
        if (send.type() != null) {
            detail.put("type", send.type());
        }
        return detail.set("body", send.body());
    }

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public boolean replaceable() {
        return true;
    }

    @Override
    public boolean outside() {
        return true;
    }
}
