package dev.signalbox.rulebook;

import dev.signalbox.event.Event;
import dev.signalbox.rules.Hub;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that a rule may be made of, and what kind of value each of them gives. */
final class Vocabulary {

    /** What a value is, as far as a comparison cares. */
    enum Kind {
        NUMBER("a number"),
        TEXT("a text"),
        TRUTH("true or false"),
        LIST("a list");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static final List<String> DASHED = List.of(
            "no-loop",
            "lock-on-active",
            "auto-focus",
            "agenda-group",
            "activation-group",
            "ruleflow-group",
            "date-effective",
            "date-expires");

    static final List<String> TOP =
            List.of("package", "import", "global", "rule", "query", "declare", "function", "dialect", "unit");

    static final Set<String> FLAGS = Set.of("no-loop", "lock-on-active", "auto-focus", "enabled");

    static final Set<String> NAMED =
            Set.of("agenda-group", "activation-group", "ruleflow-group", "date-effective", "date-expires", "dialect");

    static final List<String> ATTRIBUTES = Stream.concat(
                    DASHED.stream(),
                    Stream.of("salience", "enabled", "dialect", "timer", "duration", "calendars", "extends"))
            .toList();

    static final List<String> ELEMENTS = List.of(
            "not", "exists", "forall", "accumulate", "acc", "groupby", "collect", "eval", "and", "or", "from", "over");

    static final Set<String> TEMPORAL = Set.of(
            "after",
            "before",
            "coincides",
            "during",
            "finishes",
            "finishedby",
            "includes",
            "meets",
            "metby",
            "overlaps",
            "overlappedby",
            "begins",
            "startedby");

    static final Set<String> OPERATORS = union(
            TEMPORAL, Set.of("in", "matches", "contains", "excludes", "memberOf", "soundslike", "str", "instanceof"));

    static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");

    static final Set<String> FUNCTIONS = Set.of(
            "count",
            "sum",
            "average",
            "min",
            "max",
            "collectList",
            "collectSet",
            "variance",
            "standardDeviation",
            "sumI",
            "sumL",
            "sumN",
            "sumBD",
            "minI",
            "minL",
            "minN",
            "maxI",
            "maxL",
            "maxN",
            "averageBD");

    static final Set<String> WINDOWS = Set.of("time", "length");

    /** The accessors of an event, with what they give. */
    static final Map<String, Kind> ACCESSORS = Map.of(
            "num", Kind.NUMBER,
            "dec", Kind.NUMBER,
            "str", Kind.TEXT,
            "bool", Kind.TRUTH,
            "has", Kind.TRUTH,
            "begins", Kind.TRUTH,
            "list", Kind.LIST,
            "time", Kind.NUMBER);

    static final Map<String, Kind> PROPERTIES = Map.of(
            "id", Kind.TEXT,
            "type", Kind.TEXT,
            "source", Kind.TEXT,
            "ceSource", Kind.TEXT,
            "subject", Kind.TEXT,
            "key", Kind.TEXT,
            "time", Kind.NUMBER,
            "at", Kind.NUMBER,
            "clockSkew", Kind.TRUTH,
            "replay", Kind.TRUTH);

    /** Types that a rule has without an import. */
    static final List<String> TYPES = List.of(
            "String", "Integer", "Long", "Double", "Boolean", "Object", "Number", "Math", "List", "Map", "Set", "int",
            "long", "double", "boolean");

    private static final Map<String, Class<?>> OBJECTS = objects();

    private Vocabulary() {}

    private static Map<String, Class<?>> objects() {
        Map<String, Class<?>> objects = new LinkedHashMap<>();
        objects.put("Event", Event.class);
        objects.put("Hub", Hub.class);
        Arrays.stream(Hub.class.getDeclaredClasses()).forEach(each -> objects.put("Hub." + each.getSimpleName(), each));
        return objects;
    }

    static Set<String> all() {
        return union(ACCESSORS.keySet(), PROPERTIES.keySet());
    }

    /** The methods that rules may call on one of the hub's own types; empty for another. */
    static Set<String> methods(String type) {
        Class<?> known = OBJECTS.get(type);
        return known == null
                ? Set.of()
                : Arrays.stream(known.getMethods())
                        .filter(each -> each.getDeclaringClass() != Object.class)
                        .map(Method::getName)
                        .filter(each -> !each.equals("envelope"))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        return Stream.concat(a.stream(), b.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
