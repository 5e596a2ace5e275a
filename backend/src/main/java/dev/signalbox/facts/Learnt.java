package dev.signalbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The paths of one type, in the making. */
final class Learnt {

    static final int MOST_PATHS = 500;
    static final int DEEPEST = 8;

    private static final int MOST_SOURCES = 20;

    /** Elements of an array look alike: some of them tell enough. */
    private static final int MOST_ELEMENTS = 20;

    private static final int LONGEST_PATH = 200;
    private static final int LONGEST_EXAMPLE = 60;

    private final String name;
    private final Set<String> sources = new TreeSet<>();
    private final Map<String, Path> paths = new TreeMap<>();
    private long seen;
    private long since = Long.MAX_VALUE;
    private long lastSeen;
    private boolean whole = true;

    private static final class Path {
        private final Map<String, Long> kinds = new LinkedHashMap<>();
        private final Form form = new Form();
        private long seen;
        private @Nullable String example;
        private @Nullable String source;
        private boolean hidden;
    }

    Learnt(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void learn(String source, long at, JsonNode data, JsonNode shown) {
        seen++;
        since = Math.min(since, at);
        lastSeen = Math.max(lastSeen, at);
        if (sources.size() < MOST_SOURCES) {
            sources.add(source);
        }
        new Walk(source).children("", data, shown, 1);
    }

    /** Takes away the examples that came from such sources. */
    void forget(Predicate<String> source) {
        paths.values().forEach(path -> {
            if (path.source != null && source.test(path.source)) {
                path.example = null;
                path.source = null;
            }
        });
    }

    FactType type() {
        List<FactPath> all = paths.entrySet().stream()
                .map(each -> path(each.getKey(), each.getValue()))
                .toList();
        return new FactType(name, seen, since, lastSeen, List.copyOf(sources), whole, all);
    }

    private static FactPath path(String name, Path path) {
        List<String> kinds = path.kinds.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new FactPath(name, kinds, path.form.name(), path.seen, path.example, path.source, path.hidden);
    }

    /** One way through the data of one event. */
    private final class Walk {

        private final String source;
        private final Set<String> counted = new HashSet<>();

        Walk(String source) {
            this.source = source;
        }

        void children(String parent, JsonNode data, JsonNode shown, int depth) {
            if (data.isContainerNode() && depth > DEEPEST) {
                whole = false;
            } else if (data.isObject()) {
                // A name with a dot in it cannot be walked to.
                data.properties().forEach(each -> {
                    if (!each.getKey().isEmpty() && each.getKey().indexOf('.') < 0) {
                        child(parent + each.getKey(), each.getValue(), shown.path(each.getKey()), depth);
                    }
                });
            } else if (data.isArray()) {
                for (int i = 0; i < Math.min(MOST_ELEMENTS, data.size()); i++) {
                    child(parent + '0', data.get(i), shown.path(i), depth);
                }
            }
        }

        private void child(String name, JsonNode data, JsonNode shown, int depth) {
            Path path = paths.get(name);
            if (path == null) {
                if (paths.size() >= MOST_PATHS || name.length() > LONGEST_PATH) {
                    whole = false;
                    return;
                }
                path = new Path();
                paths.put(name, path);
            }
            boolean first = counted.add(name);
            path.seen += first ? 1 : 0;
            path.kinds.merge(kind(data), first ? 1L : 0L, Long::sum);
            path.form.see(data);
            if (!shown.equals(data) && !shown.isContainerNode()) {
                path.hidden = true;
                path.example = null;
                path.source = null;
                return;
            }
            if (data.isValueNode() && !data.isNull() && !path.hidden) {
                path.example = cut(shown.asText());
                path.source = source;
            }
            children(name + '.', data, shown, depth + 1);
        }
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> "number";
            case STRING -> "text";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> "null";
        };
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_EXAMPLE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXAMPLE)) + '…';
    }
}
