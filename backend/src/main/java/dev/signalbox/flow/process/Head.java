package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a task wants to stand beside a body. */
final class Head {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private Head() {}

    /** The headers of a filled value. */
    static Map<String, String> of(JsonNode filled) {
        Map<String, String> head = new LinkedHashMap<>();
        object("headers", filled).properties().forEach(header -> {
            String value = Endpoint.scalar("headers." + header.getKey(), header.getValue());
            if (!NAME.matcher(header.getKey()).matches() || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw Faulted.expression("header \"" + header.getKey() + "\" has a name or value that HTTP forbids");
            }
            head.put(header.getKey(), value);
        });
        return head;
    }

    static JsonNode object(String name, JsonNode value) {
        if (!value.isObject()) {
            throw Faulted.expression("`" + name + "` of a call must be an object, not " + value.getNodeType());
        }
        return value;
    }
}
