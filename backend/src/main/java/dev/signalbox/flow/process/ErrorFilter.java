package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** {@code errors.with}: an error matches when every given property is equal. */
record ErrorFilter(Map<String, JsonNode> with) {

    /* The specification has used both; definitions with either are around. */
    private static final List<String> STANDARD = List.of(
            "https://serverlessworkflow.io/spec/1.0.0/errors/", "https://serverlessworkflow.io/dsl/errors/types/");

    boolean matches(JsonNode error) {
        return with.entrySet().stream().allMatch(wanted -> same(wanted.getKey(), wanted.getValue(), error));
    }

    private static boolean same(String name, JsonNode wanted, JsonNode error) {
        JsonNode actual = error.path(name);
        return name.equals("type")
                ? kind(wanted.asText()).equals(kind(actual.asText()))
                : wanted.asText().equals(actual.asText());
    }

    private static String kind(String type) {
        for (String prefix : STANDARD) {
            if (type.startsWith(prefix)) {
                return "standard:" + type.substring(prefix.length());
            }
        }
        return type;
    }
}
