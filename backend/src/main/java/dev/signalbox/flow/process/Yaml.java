package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the text of a definition into a tree with positions. Types are those of YAML 1.2: {@code yes} is a text. */
final class Yaml {

    static final int MAX_CHARACTERS = 256 * 1024;

    /** What aliases may grow a definition to. */
    private static final int MAX_NODES = 20_000;

    private static final int MAX_DEPTH = 50;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,100}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

    private final Map<String, Spot> keys = new HashMap<>();
    private final Map<String, Spot> values = new HashMap<>();
    private final Problems problems;
    private int nodes;

    private Yaml(Problems problems) {
        this.problems = problems;
    }

    /** Null when the text cannot be read; the problems tell why. */
    static @Nullable Source read(String text, Problems problems) {
        if (text.length() > MAX_CHARACTERS) {
            problems.error(
                    Spot.START,
                    "too-large",
                    "the definition has " + text.length() + " characters, the limit is " + MAX_CHARACTERS,
                    "split it into several definitions");
            return null;
        }
        try {
            Node root = new org.yaml.snakeyaml.Yaml(options()).compose(new StringReader(text));
            return root == null ? empty(problems) : new Yaml(problems).source(root);
        } catch (MarkedYAMLException e) {
            problems.error(spot(e.getProblemMark()), "yaml", String.valueOf(e.getProblem()), e.getContext());
        } catch (YAMLException e) {
            problems.error(Spot.START, "yaml", String.valueOf(e.getMessage()), null);
        }
        return null;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static @Nullable Source empty(Problems problems) {
        problems.error(Spot.START, "empty", "the definition is empty", "it begins with `document:`");
        return null;
    }

    private @Nullable Source source(Node root) {
        JsonNode tree = node(root, "", 0);
        return problems.errors() ? null : new Source(tree, keys, values);
    }

    private JsonNode node(Node node, String pointer, int depth) {
        values.put(pointer, spot(node));
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            problems.error(spot(node), "too-large", "aliases make the definition larger than it may be", null);
            return JsonNodeFactory.instance.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return array(sequence, pointer, depth);
        }
        return scalar((ScalarNode) node);
    }

    private JsonNode object(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.error(spot(tuple.getKeyNode()), "yaml", "a name must be a plain text", null);
            } else if (object.has(key.getValue())) {
                problems.error(spot(key), "doubled-name", "\"" + key.getValue() + "\" stands here twice", "keep one");
            } else {
                String under = Source.under(pointer, key.getValue());
                keys.put(under, spot(key));
                object.set(key.getValue(), node(tuple.getValueNode(), under, depth + 1));
            }
        }
        return object;
    }

    private JsonNode array(SequenceNode sequence, String pointer, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node item : sequence.getValue()) {
            String under = Source.under(pointer, array.size());
            keys.put(under, spot(item));
            array.add(node(item, under, depth + 1));
        }
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JsonNodeFactory.instance.textNode(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> JsonNodeFactory.instance.nullNode();
            case "true", "True", "TRUE" -> JsonNodeFactory.instance.booleanNode(true);
            case "false", "False", "FALSE" -> JsonNodeFactory.instance.booleanNode(false);
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        if (INTEGER.matcher(text).matches()) {
            BigInteger value = new BigInteger(text);
            return value.bitLength() < 32
                    ? JsonNodeFactory.instance.numberNode(value.intValue())
                    : JsonNodeFactory.instance.numberNode(value);
        }
        return DECIMAL.matcher(text).matches()
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
                : JsonNodeFactory.instance.textNode(text);
    }

    private static Spot spot(Node node) {
        Mark start = node.getStartMark();
        Mark end = node.getEndMark();
        int length = start.getLine() == end.getLine() ? end.getColumn() - start.getColumn() : 1;
        return new Spot(start.getLine() + 1, start.getColumn() + 1, Math.max(1, length));
    }

    private static Spot spot(@Nullable Mark mark) {
        return mark == null ? Spot.START : new Spot(mark.getLine() + 1, mark.getColumn() + 1, 1);
    }
}
