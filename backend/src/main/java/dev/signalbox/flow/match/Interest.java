package dev.signalbox.flow.match;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events a set of rules wants to see, and which of them it has to remember for how long.
 *
 * @param filter of the types, which is quicker
 * @param window the longest of all
 * @param windows by type; each type is kept only as long as the rules that name it look back
 * @param any for every type, since some rule names none
 */
record Interest(
        Optional<Set<String>> types,
        Optional<TypeFilter> filter,
        Optional<Set<String>> kept,
        Duration window,
        Map<String, Duration> windows,
        Duration any) {

    static Interest of(List<RuleShape> rules) {
        List<RuleShape> joining = rules.stream().filter(rule -> !rule.alone()).toList();
        Optional<Set<String>> types = named(rules);
        return new Interest(
                types,
                types.map(TypeFilter::new),
                named(joining),
                longest(joining.stream()),
                windows(joining),
                longest(joining.stream().filter(RuleShape::anyType)));
    }

    private static Duration longest(Stream<RuleShape> rules) {
        return rules.map(RuleShape::window).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Map<String, Duration> windows(List<RuleShape> joining) {
        Map<String, Duration> windows = new HashMap<>();
        joining.forEach(rule -> rule.types()
                .forEach(type -> windows.merge(type, rule.window(), (a, b) -> a.compareTo(b) >= 0 ? a : b)));
        return windows;
    }

    /** Whether a rule that remembers names this type. */
    boolean names(String type) {
        return windows.containsKey(type);
    }

    /** How long an event of this type is remembered. */
    Duration window(String type) {
        Duration named = windows.getOrDefault(type, Duration.ZERO);
        return named.compareTo(any) >= 0 ? named : any;
    }

    private static Optional<Set<String>> named(List<RuleShape> rules) {
        return rules.stream().anyMatch(RuleShape::anyType)
                ? Optional.empty()
                : Optional.of(
                        rules.stream().flatMap(rule -> rule.types().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a rule may look at this type: never wrong when it says no. */
    boolean maySee(String type) {
        return filter.isEmpty() || filter.get().mayHold(type);
    }

    boolean keeps(String type) {
        return kept.map(set -> set.contains(type)).orElse(true);
    }
}
