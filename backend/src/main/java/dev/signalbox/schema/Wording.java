package dev.signalbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.signalbox.words.Nearest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a schema wants, and of the data no more than their kind and size. */
final class Wording {

    private static final int LONGEST = 80;
    private static final int MOST_VALUES = 8;

    private Wording() {}

    static Violation of(ValidationMessage message, JsonNode schema) {
        JsonNode wanted = message.getSchemaNode();
        JsonNode came = message.getInstanceNode();
        return new Violation(
                cut(message.getInstanceLocation().toString(), 200), cut(text(message, wanted, came, schema), 300));
    }

    private static String text(ValidationMessage message, JsonNode wanted, @Nullable JsonNode came, JsonNode schema) {
        String name = cut(String.valueOf(message.getProperty()), LONGEST);
        return switch (Bound.plain(String.valueOf(message.getType()))) {
            case "type" -> types(wanted) + " is wanted, not " + kind(came);
            case "dependentRequired", "dependencies" -> "something is missing that \"" + name + "\" asks for";
            case "required" -> '"' + name + "\" is missing";
            case "additionalProperties" -> '"' + name + "\" is not known here" + meant(name, message, schema);
            case "false", "not" -> "the schema forbids what stands here";
            case "enum" -> "one of " + values(wanted) + " is wanted";
            case "const" -> cut(wanted.toString(), LONGEST) + " is wanted";
            case "minimum" -> "at least " + wanted.asText() + " is wanted";
            case "maximum" -> "at most " + wanted.asText() + " is wanted";
            case "exclusiveMinimum" -> "more than " + wanted.asText() + " is wanted";
            case "exclusiveMaximum" -> "less than " + wanted.asText() + " is wanted";
            case "multipleOf" -> "a multiple of " + wanted.asText() + " is wanted";
            case "minLength" -> least(wanted, "character", length(came));
            case "maxLength" -> most(wanted, "character", length(came));
            case "minItems" -> least(wanted, "element", size(came));
            case "maxItems" -> most(wanted, "element", size(came));
            case "minProperties" -> least(wanted, "field", size(came));
            case "maxProperties" -> most(wanted, "field", size(came));
            case "pattern" -> "a text is wanted that matches " + cut(wanted.asText(), LONGEST);
            case "format" -> "a text is wanted that is of the format " + cut(wanted.asText(), LONGEST);
            case "uniqueItems" -> "no element may be there twice";
            case "contains", "minContains" -> "too few of its elements are what `contains` wants";
            case "maxContains" -> "too many of its elements are what `contains` wants";
            case "propertyNames" -> "a field has a name that `propertyNames` does not allow";
            case "oneOf" -> "exactly one of the schemas of `oneOf` is to fit";
            case "anyOf" -> "one of the schemas of `anyOf` is to fit";
            default -> "it is not what `" + message.getType() + "` wants";
        };
    }

    private static String meant(String name, ValidationMessage message, JsonNode schema) {
        String at = message.getSchemaLocation().getFragment().toString();
        JsonNode properties =
                schema.at(at.substring(0, Math.max(0, at.lastIndexOf('/')))).path("properties");
        Set<String> known = new TreeSet<>();
        properties.fieldNames().forEachRemaining(known::add);
        return Nearest.to(name, known)
                .map(near -> ": is \"" + near + "\" meant?")
                .orElse("");
    }

    private static String types(JsonNode type) {
        List<String> types =
                type.isArray() ? type.valueStream().map(Wording::word).toList() : List.of(word(type));
        return String.join(" or ", types);
    }

    private static String word(JsonNode type) {
        return switch (type.asText()) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "null" -> "null";
            default -> "an object";
        };
    }

    static String kind(@Nullable JsonNode value) {
        if (value == null) {
            return "nothing";
        }
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case NULL -> "null";
            case MISSING -> "nothing";
            default -> "an object";
        };
    }

    private static String values(JsonNode wanted) {
        String first = wanted.valueStream()
                .limit(MOST_VALUES)
                .map(value -> cut(value.toString(), LONGEST))
                .collect(Collectors.joining(", "));
        return wanted.size() > MOST_VALUES ? first + " and " + (wanted.size() - MOST_VALUES) + " more" : first;
    }

    private static String least(JsonNode wanted, String what, int came) {
        return "at least " + counted(wanted, what) + " wanted, and it has " + came;
    }

    private static String most(JsonNode wanted, String what, int came) {
        return "at most " + counted(wanted, what) + " wanted, and it has " + came;
    }

    private static String counted(JsonNode wanted, String what) {
        return wanted.asText() + ' ' + what + (wanted.asInt() == 1 ? " is" : "s are");
    }

    private static int length(@Nullable JsonNode text) {
        return text == null || !text.isTextual()
                ? 0
                : text.textValue().codePointCount(0, text.textValue().length());
    }

    private static int size(@Nullable JsonNode value) {
        return value == null ? 0 : value.size();
    }

    private static String cut(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= most ? line : line.substring(0, most) + '…';
    }
}
