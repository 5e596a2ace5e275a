package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.signalbox.words.Hint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks names and types of a definition against our schema, and says it in words. */
final class Shape {

    private static final JsonNode TREE = tree();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    TREE,
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .build());
    private static final Set<String> NAMES = names();

    private Shape() {}

    private static JsonNode tree() {
        try (InputStream in = Shape.class.getResourceAsStream("process.schema.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read process.schema.json beside " + Shape.class, e);
        }
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        TREE.findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(names::add));
        return Set.copyOf(names);
    }

    /** @param refused pointers whose parts are not looked at, since they are refused as a whole */
    static void check(Source source, Set<String> refused, Problems problems) {
        for (ValidationMessage message : SCHEMA.validate(source.tree())) {
            String pointer = message.getInstanceLocation().toString();
            String whole = message.getProperty() == null ? pointer : Source.under(pointer, message.getProperty());
            if (refused.stream().noneMatch(part -> whole.equals(part) || whole.startsWith(part + '/'))) {
                tell(source, pointer, message, problems);
            }
        }
    }

    private static void tell(Source source, String pointer, ValidationMessage message, Problems problems) {
        String name = String.valueOf(message.getProperty());
        switch (message.getType()) {
            case "additionalProperties" ->
                problems.error(
                        source.key(Source.under(pointer, name)),
                        "unknown-property",
                        "`" + name + "` is not known here",
                        Hint.of(name, NAMES));
            case "required" ->
                problems.error(
                        source.key(pointer),
                        "missing-property",
                        "`" + name + "` is missing in " + where(pointer),
                        null);
            case "type" ->
                problems.error(
                        source.value(pointer),
                        "wrong-type",
                        where(pointer) + " must be " + wanted(message) + ", not " + kind(source.at(pointer)),
                        null);
            default ->
                problems.error(source.value(pointer), "wrong-value", where(pointer) + " " + message.getError(), null);
        }
    }

    private static String where(String pointer) {
        return pointer.isEmpty() ? "the definition" : "`" + pointer.substring(pointer.lastIndexOf('/') + 1) + "`";
    }

    private static String wanted(ValidationMessage message) {
        JsonNode type = message.getSchemaNode();
        List<String> types =
                type.isArray() ? type.valueStream().map(Shape::word).toList() : List.of(word(type));
        return String.join(" or ", types);
    }

    private static String word(JsonNode type) {
        return switch (type.asText()) {
            case "string" -> "a text";
            case "integer" -> "an integer";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "null" -> "empty";
            default -> "an object";
        };
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case NULL, MISSING -> "empty";
            default -> "an object";
        };
    }
}
