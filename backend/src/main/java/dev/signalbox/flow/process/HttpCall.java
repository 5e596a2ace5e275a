package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code call: http}: ends with an outcome from outside.
 *
 * @param method in upper case
 * @param output content, response or raw
 */
record HttpCall(
        String method,
        Endpoint endpoint,
        @Nullable Template headers,
        @Nullable Template query,
        @Nullable Template body,
        String output,
        boolean redirect)
        implements Action {

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        String uri = endpoint.expand(input);
        if (query != null) {
            uri = Endpoint.withQuery(uri, object("query", run.fill(query, task, input)));
        }
        JsonNode content = body == null ? null : run.fill(body, task, input);
        Map<String, String> head = headers == null ? Map.of() : head(run.fill(headers, task, input));
        Place place = run.place(task);
        String key = run.id() + task.path() + '/' + place.iteration();
        run.effect(new Effect.Call(
                task.path(), place.iteration(), place.attempt(), key, method, uri, head, content, output, redirect));
        ObjectNode detail =
                JsonNodeFactory.instance.objectNode().put("method", method).put("uri", uri);
        run.step("scheduled", task, content == null ? detail : detail.set("body", content));
    }

    private static Map<String, String> head(JsonNode filled) {
        Map<String, String> head = new LinkedHashMap<>();
        object("headers", filled).properties().forEach(header -> {
            String value = Endpoint.scalar("headers." + header.getKey(), header.getValue());
            if (!HEADER.matcher(header.getKey()).matches() || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw Faulted.expression("header \"" + header.getKey() + "\" has a name or value that HTTP forbids");
            }
            head.put(header.getKey(), value);
        });
        return head;
    }

    private static JsonNode object(String name, JsonNode value) {
        if (!value.isObject()) {
            throw Faulted.expression("`" + name + "` of a call must be an object, not " + value.getNodeType());
        }
        return value;
    }

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public boolean outside() {
        return true;
    }
}
