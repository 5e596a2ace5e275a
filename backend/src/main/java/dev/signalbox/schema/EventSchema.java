package dev.signalbox.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What data must be like, those of events of one type or of a process, as a JSON Schema has it. May be shared by threads. */
public final class EventSchema {

    /** A longer text is no schema that anybody wrote. */
    public static final int LONGEST = 256 * 1024;

    /** More than these nobody mends at once. */
    static final int MOST_VIOLATIONS = 20;

    private final JsonNode tree;
    private final JsonSchema schema;

    private EventSchema(JsonNode tree, JsonSchema schema) {
        this.tree = tree;
        this.schema = schema;
    }

    /**
     * What became of a text.
     *
     * @param schema null when one of the faults is an error
     */
    public record Read(@Nullable EventSchema schema, List<Fault> faults) {}

    /**
     * Where data are not as they must be.
     *
     * @param first of them, in the order of the schema
     * @param count of all
     */
    public record Found(List<Violation> first, int count) {

        static final Found NOTHING = new Found(List.of(), 0);

        public boolean isEmpty() {
            return count == 0;
        }
    }

    /** Reads a text, and says what is wrong with it. */
    public static Read read(String text) {
        if (text.length() > LONGEST) {
            return failed(fault(
                    0, "schema-large", "a schema has at most " + LONGEST + " characters, this one " + text.length()));
        }
        JsonNode tree;
        try {
            tree = Texts.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            int at = e.getLocation() == null ? 0 : (int) e.getLocation().getCharOffset();
            return failed(fault(
                    Math.max(0, Math.min(at, text.length() - 1)),
                    "schema-json",
                    "this is no JSON: " + e.getOriginalMessage()));
        }
        return read(tree, Places.of(text));
    }

    private static Read read(JsonNode tree, Places places) {
        if (!tree.isObject()) {
            return failed(fault(0, "schema-json", "a schema is a JSON object, such as {\"type\": \"object\"}"));
        }
        Dialect dialect = Dialect.of(tree.path("$schema").asText(Dialect.NEWEST));
        if (dialect == null) {
            Places.Place place = places.value("/$schema");
            return failed(new Fault(
                    place.from(),
                    place.to(),
                    "error",
                    "schema-dialect",
                    "this version of JSON Schema is not known here",
                    "write \"" + Dialect.NEWEST + "\" or \"" + Dialect.DRAFT_7 + '"',
                    '"' + Dialect.NEWEST + '"'));
        }
        List<Fault> faults = new ArrayList<>(new Reading(tree, places, dialect == Dialect.SEVEN).faults());
        if (faults.stream().anyMatch(Fault::isError)) {
            return new Read(null, faults);
        }
        try {
            return new Read(new EventSchema(tree, dialect.schema(tree)), faults);
        } catch (JsonSchemaException e) {
            faults.add(fault(0, "schema-json", "this cannot be used as a schema: " + e.getMessage()));
            return new Read(null, faults);
        }
    }

    /** JSON Pointer to what stands at an index of a text, for who has written the text himself. */
    public static String pointerAt(String text, int index) {
        return Places.of(text).pointer(index);
    }

    private static Read failed(Fault fault) {
        return new Read(null, List.of(fault));
    }

    private static Fault fault(int at, String code, String message) {
        return new Fault(at, at + 1, "error", code, message, null, null);
    }

    /** The fields that it names. */
    public Fields fields() {
        return Fields.of(tree);
    }

    /** @param data to be looked at; a missing node when they are no JSON */
    public Found check(JsonNode data) {
        if (data.isMissingNode()) {
            return new Found(List.of(new Violation("", "JSON is wanted, and there is none")), 1);
        }
        Steps.begin();
        try {
            ExecutionContext context = schema.createExecutionContext();
            Set<ValidationMessage> messages = schema.validate(context, data);
            return messages.isEmpty() ? Found.NOTHING : found(messages);
        } catch (Steps.Exhausted e) {
            return new Found(List.of(new Violation(e.pointer, String.valueOf(e.getMessage()))), 1);
        } finally {
            Steps.end();
        }
    }

    private Found found(Set<ValidationMessage> messages) {
        Set<Violation> first = new LinkedHashSet<>();
        for (ValidationMessage message : messages) {
            if (first.size() == MOST_VIOLATIONS) {
                break;
            }
            first.add(Wording.of(message, tree));
        }
        return new Found(List.copyOf(first), Math.max(first.size(), messages.size()));
    }
}
