package dev.signalbox.flow.match;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which events a set of rules wants to see, and which of them it has to remember for how long. */
record Interest(Optional<Set<String>> types, Optional<Set<String>> kept, Duration window) {

    static Interest of(List<RuleShape> rules) {
        List<RuleShape> joining = rules.stream().filter(rule -> !rule.alone()).toList();
        return new Interest(
                named(rules),
                named(joining),
                joining.stream().map(RuleShape::window).max(Duration::compareTo).orElse(Duration.ZERO));
    }

    private static Optional<Set<String>> named(List<RuleShape> rules) {
        return rules.stream().anyMatch(RuleShape::anyType)
                ? Optional.empty()
                : Optional.of(
                        rules.stream().flatMap(rule -> rule.types().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    boolean sees(String type) {
        return types.map(set -> set.contains(type)).orElse(true);
    }

    boolean keeps(String type) {
        return kept.map(set -> set.contains(type)).orElse(true);
    }
}
