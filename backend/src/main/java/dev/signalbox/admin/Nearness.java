package dev.signalbox.admin;

import dev.signalbox.admin.Explanations.Constraint;
import dev.signalbox.admin.Explanations.Pattern;
import dev.signalbox.admin.Explanations.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * In which order rules are told: those that matched, those that could not be evaluated, then those that did not match. Among
 * each, what came nearest is first, by the share of its patterns that hold, then of its constraints; else as they were given.
 */
final class Nearness {

    private static final List<String> VERDICTS = List.of("matched", "could_not_evaluate", "not_matched");

    private static final Comparator<Rule> ORDER = Comparator.comparingInt(
                    (Rule rule) -> VERDICTS.indexOf(rule.verdict()))
            .thenComparing(Comparator.comparingDouble(Nearness::patterns).reversed())
            .thenComparing(Comparator.comparingDouble(Nearness::constraints).reversed());

    private Nearness() {}

    static List<Rule> sorted(List<Rule> rules) {
        return rules.stream().sorted(ORDER).toList();
    }

    private static double patterns(Rule rule) {
        return share(rule.patterns(), pattern -> pattern.verdict().equals("matched"));
    }

    private static double constraints(Rule rule) {
        List<Constraint> all = rule.patterns().stream()
                .map(Pattern::constraints)
                .flatMap(List::stream)
                .toList();
        return share(all, constraint -> constraint.result().equals("true"));
    }

    private static <T> double share(List<T> all, Predicate<T> held) {
        return all.isEmpty() ? 0 : (double) all.stream().filter(held).count() / all.size();
    }
}
