package dev.signalbox.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A schema that all events of a type fit which were looked at. It forbids no field: what is still to come is not known. */
public final class Proposal {

    /** Of fewer events it is not said what must be in all of them. */
    public static final int ENOUGH = 20;

    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("object", "object");
        TYPES.put("array", "array");
        TYPES.put("text", "string");
        TYPES.put("number", "number");
        TYPES.put("boolean", "boolean");
        TYPES.put("null", "null");
    }

    private Proposal() {}

    /**
     * A path that was seen; 0 stands for any position of an array.
     *
     * @param kinds of values that stood there: number, text, boolean, array, object or null
     * @param form what all of them have in common: integer or date-time; null for nothing
     * @param seen in how many events
     */
    public record Seen(
            String path, List<String> kinds, @Nullable String form, long seen) {}

    /** @param events that were looked at */
    public static String of(long events, Collection<Seen> paths) {
        Part root = new Part(new Seen("", List.of("object"), null, events), true);
        Map<String, Part> parts = new TreeMap<>(Map.of("", root));
        paths.stream().sorted(Comparator.comparing(Seen::path)).forEach(seen -> add(parts, seen));
        ObjectNode schema = JsonMapper.builder().build().createObjectNode().put("$schema", Dialect.NEWEST);
        root.into(schema);
        return written(schema);
    }

    private static void add(Map<String, Part> parts, Seen seen) {
        int dot = seen.path().lastIndexOf('.');
        Part parent = parts.get(dot < 0 ? "" : seen.path().substring(0, dot));
        String name = seen.path().substring(dot + 1);
        if (parent != null) {
            boolean element = name.equals("0") && parent.seen.kinds().contains("array");
            Part part = new Part(seen, parent.single && !element);
            parts.put(seen.path(), part);
            if (element) {
                parent.element = part;
            } else {
                parent.fields.put(name, part);
            }
        }
    }

    /** What is proposed for one path. */
    private static final class Part {

        private final Seen seen;

        /** Whether it can be there once in an event: in a list nobody has counted it. */
        private final boolean single;

        private final Map<String, Part> fields = new TreeMap<>();
        private @Nullable Part element;

        Part(Seen seen, boolean single) {
            this.seen = seen;
            this.single = single;
        }

        void into(ObjectNode schema) {
            List<String> types = types();
            if (types.size() == 1) {
                schema.put("type", types.get(0));
            } else if (!types.isEmpty()) {
                types.forEach(schema.putArray("type")::add);
            }
            if ("date-time".equals(seen.form()) && seen.kinds().contains("text")) {
                schema.put("format", "date-time");
            }
            required(schema);
            if (!fields.isEmpty()) {
                ObjectNode properties = schema.putObject("properties");
                fields.forEach((name, part) -> part.into(properties.putObject(name)));
            }
            if (element != null) {
                element.into(schema.putObject("items"));
            }
        }

        private List<String> types() {
            List<String> types = new ArrayList<>();
            TYPES.forEach((kind, type) -> {
                if (seen.kinds().contains(kind)) {
                    types.add(
                            kind.equals("number") && "integer".equals(seen.form()) && seen.seen() >= ENOUGH
                                    ? "integer"
                                    : type);
                }
            });
            return types;
        }

        private void required(ObjectNode schema) {
            boolean counted = single && seen.seen() >= ENOUGH && seen.kinds().equals(List.of("object"));
            List<String> always = fields.entrySet().stream()
                    .filter(each -> each.getValue().seen.seen() == seen.seen())
                    .map(Map.Entry::getKey)
                    .toList();
            if (counted && !always.isEmpty()) {
                always.forEach(schema.putArray("required")::add);
            }
        }
    }

    private static String written(ObjectNode schema) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return JsonMapper.builder().build().writer(printer).writeValueAsString(schema) + '\n';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as a text", e);
        }
    }
}
