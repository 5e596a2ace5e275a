package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.jq.Query;
import dev.signalbox.jq.QueryCompiler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which events somebody may listen for, and how the value is found by which they meet. Immutable. */
public final class Correlations {

    /** Nobody listens. */
    public static final Correlations NONE = of(Set.of());

    private final Map<String, List<Way>> ways;

    /**
     * How events of a type are told from each other.
     *
     * @param from expression that gives the value; empty when all events of the type meet at one place
     */
    public record Way(String type, String from) {}

    private Correlations(Map<String, List<Way>> ways) {
        this.ways = ways;
    }

    public static Correlations of(Collection<Way> all) {
        Map<String, List<Way>> ways = new HashMap<>();
        all.forEach(way ->
                ways.computeIfAbsent(way.type(), type -> new ArrayList<>()).add(way));
        return new Correlations(ways);
    }

    /** Whether somebody may listen for events of this type. */
    public boolean has(String type) {
        return ways.containsKey(type);
    }

    List<Query> of(String type) {
        return ways.getOrDefault(type, List.of()).stream()
                .filter(way -> !way.from().isEmpty())
                .map(way -> compiled(way.from()))
                .toList();
    }

    /** Whether some listeners take any event of the type. */
    boolean isPlain(String type) {
        return ways.getOrDefault(type, List.of()).stream()
                .anyMatch(way -> way.from().isEmpty());
    }

    private static Query compiled(String from) {
        try {
            return QueryCompiler.compile(from, Set.of());
        } catch (QueryCompiler.Refused e) {
            throw new IllegalStateException("a definition was accepted with " + from, e);
        }
    }

    /** The key whose partition is where listeners and events of a value meet. */
    public static String key(String type, String value) {
        return value.isEmpty() ? type : value;
    }

    /** A value as the text that is compared: 17 and "17" are one; empty for nothing. */
    static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
