package dev.signalbox.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fields that a schema names, by their paths as accessors of rules take them; 0 stands for any position of an array. */
public final class Fields {

    private static final int MOST = 500;
    private static final Map<String, String> KINDS = Map.of(
            "string", "text", "integer", "number", "number", "number", "boolean", "boolean", "array", "array", "object",
            "object", "null", "null");

    private final JsonNode root;
    private final Map<String, List<String>> kinds = new TreeMap<>();

    /** Paths whose other fields are forbidden. */
    private final Set<String> closed = new HashSet<>();

    private Fields(JsonNode root) {
        this.root = root;
    }

    static Fields of(JsonNode root) {
        Fields fields = new Fields(root);
        fields.part(root, "", true);
        return fields;
    }

    /** Kinds of values by the path: number, text, boolean, array, object or null; none where any may stand. */
    public Map<String, List<String>> kinds() {
        return kinds;
    }

    /** Whether an event with this path breaks the schema. */
    public boolean forbids(String path) {
        for (int dot = path.length(); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            String field = path.substring(0, dot);
            String around = field.substring(0, Math.max(0, field.lastIndexOf('.')));
            if (closed.contains(around) && !kinds.containsKey(field)) {
                return true;
            }
        }
        return false;
    }

    /** @param certain whether the part holds for all events */
    private void part(JsonNode part, String path, boolean certain) {
        if (!part.isObject()) {
            return;
        }
        if (part.path("$ref").isTextual()) {
            part(root.at(JsonPointer.compile(part.path("$ref").textValue().substring(1))), path, certain);
        }
        part.path("properties").properties().forEach(each -> {
            if (!each.getKey().isEmpty() && each.getKey().indexOf('.') < 0) {
                field(each.getValue(), path.isEmpty() ? each.getKey() : path + '.' + each.getKey(), certain);
            }
        });
        for (JsonNode element : elements(part)) {
            field(element, path.isEmpty() ? "0" : path + ".0", certain);
        }
        boolean alone = part.path("patternProperties").isEmpty();
        if (certain
                && alone
                && part.path("additionalProperties").isBoolean()
                && !part.path("additionalProperties").booleanValue()) {
            closed.add(path);
        }
        part.path("allOf").forEach(each -> part(each, path, certain));
        for (String choice : List.of("anyOf", "oneOf")) {
            part.path(choice).forEach(each -> part(each, path, false));
        }
        for (String choice : List.of("then", "else")) {
            part(part.path(choice), path, false);
        }
    }

    private static List<JsonNode> elements(JsonNode part) {
        List<JsonNode> elements = new ArrayList<>();
        part.path("prefixItems").forEach(elements::add);
        JsonNode items = part.path("items");
        if (items.isArray()) {
            items.forEach(elements::add);
        } else if (items.isObject()) {
            elements.add(items);
        }
        return elements;
    }

    private void field(JsonNode part, String path, boolean certain) {
        if (kinds.size() >= MOST && !kinds.containsKey(path)) {
            return;
        }
        Set<String> all = new HashSet<>(kinds.getOrDefault(path, List.of()));
        types(part).forEach(type -> all.add(KINDS.getOrDefault(type, type)));
        kinds.put(path, all.stream().sorted().toList());
        part(part, path, certain);
    }

    private List<String> types(JsonNode part) {
        JsonNode type = part.path("type");
        if (type.isMissingNode() && part.path("$ref").isTextual()) {
            return types(
                    root.at(JsonPointer.compile(part.path("$ref").textValue().substring(1))));
        }
        return type.isTextual()
                ? List.of(type.textValue())
                : type.valueStream().map(JsonNode::asText).toList();
    }
}
