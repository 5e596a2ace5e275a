package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code call: http}: ends with an outcome from outside.
 *
 * @param method in upper case
 * @param output content, response or raw
 * @param guarded what takes secrets; null where nothing does
 */
record HttpCall(
        String method,
        Endpoint endpoint,
        @Nullable Template headers,
        @Nullable Template query,
        @Nullable Template body,
        String output,
        boolean redirect,
        @Nullable Guarded guarded)
        implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        String target = endpoint.expand(input);
        String uri = target;
        if (query != null) {
            uri = Endpoint.withQuery(uri, Head.object("query", run.fill(query, task, input)));
        }
        JsonNode content = body == null ? null : run.fill(body, task, input);
        Map<String, String> head = headers == null ? Map.of() : Head.of(run.fill(headers, task, input));
        Place place = run.place(task);
        run.effect(new Effect.Call(
                task.path(),
                place.iteration(),
                place.attempt(),
                run.key(task),
                method,
                uri,
                head,
                content,
                output,
                redirect,
                guarded == null ? null : guarded.now(run, task, input, target)));
        ObjectNode detail =
                JsonNodeFactory.instance.objectNode().put("method", method).put("uri", uri);
        run.step("scheduled", task, content == null ? detail : detail.set("body", content));
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
