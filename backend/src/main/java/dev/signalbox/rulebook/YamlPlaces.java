package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where in a YAML text each JSON Pointer points: at the name of an entry, or at an item of a list. */
public final class YamlPlaces {

    private static final int DEEPEST = 50;
    private static final int MOST = 20_000;

    private final Map<String, Spot> places = new HashMap<>();

    private YamlPlaces() {}

    /** A text that cannot be read has no places but its beginning. */
    public static YamlPlaces of(String yaml) {
        YamlPlaces found = new YamlPlaces();
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root != null) {
                found.walk("", root, 0);
            }
        } catch (YAMLException e) {
            found.places.clear();
        }
        return found;
    }

    /** The place of a pointer, or of the nearest thing around it that is there. */
    public Spot at(String pointer) {
        Spot found = places.get(pointer);
        for (String around = pointer; found == null && !around.isEmpty(); found = places.get(around)) {
            around = around.substring(0, Math.max(0, around.lastIndexOf('/')));
        }
        return found == null ? Spot.TOP : found;
    }

    /** Where a text stopped being YAML. */
    static Spot of(YAMLException fault) {
        Mark mark = fault instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        return mark == null ? Spot.TOP : new Spot(mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    static @Nullable String said(YAMLException fault) {
        return fault instanceof MarkedYAMLException marked ? marked.getProblem() : fault.getMessage();
    }

    private void walk(String pointer, Node node, int depth) {
        if (depth > DEEPEST || places.size() > MOST) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name) {
                    put(pointer + '/' + escaped(name.getValue()), name, entry.getValueNode(), depth);
                }
            }
        } else if (node instanceof SequenceNode list) {
            List<Node> items = list.getValue();
            for (int i = 0; i < items.size(); i++) {
                put(pointer + '/' + i, items.get(i), items.get(i), depth);
            }
        }
    }

    private void put(String pointer, Node shown, Node inside, int depth) {
        Mark start = shown.getStartMark();
        Mark end = shown.getEndMark();
        int length = start.getLine() == end.getLine() ? end.getColumn() - start.getColumn() : 1;
        places.put(pointer, new Spot(start.getLine() + 1, start.getColumn() + 1, Math.max(1, length)));
        walk(pointer, inside, depth + 1);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
