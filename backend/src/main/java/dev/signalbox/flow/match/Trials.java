package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import dev.signalbox.flow.match.Place.How;
import dev.signalbox.flow.match.RuleShape.PatternShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All that may be tried for one rule: each of its alternatives, with the event in each place of it. */
final class Trials {

    private record Way(List<Element> sequence, Place place) {}

    private final RuleShape shape;
    private final Scene scene;
    private final List<List<Element>> alternatives;
    private final List<Way> ways = new ArrayList<>();

    Trials(RuleShape shape, List<List<Element>> alternatives, Scene scene) {
        this.shape = shape;
        this.scene = scene;
        this.alternatives = alternatives;
        for (List<Element> sequence : alternatives) {
            Place.of(sequence, scene).forEach(place -> ways.add(new Way(sequence, place)));
        }
    }

    /** The one in which the event gets furthest; for a rule that matched, one that is complete, if there is one. */
    Trial best(boolean matched) {
        List<Trial> tried = ways.stream()
                .filter(way -> way.place().fits())
                .map(way -> Trial.of(way.sequence(), way.place(), scene))
                .toList();
        if (!tried.isEmpty()) {
            return tried.stream()
                    .max(Comparator.comparing(
                                    (Trial trial) -> matched && !trial.tuples().isEmpty())
                            .thenComparing(Trial::passed)
                            .thenComparing(Trial::held)
                            .thenComparing(trial -> trial.place().how(), Comparator.reverseOrder())
                            .thenComparing(trial -> trial.place().element()))
                    .orElseThrow();
        }
        return ways.stream()
                .max(Comparator.comparing((Way way) -> way.place().met())
                        .thenComparing(way -> way.place().how(), Comparator.reverseOrder())
                        .thenComparing(way -> -way.place().element()))
                .map(way -> Trial.alone(way.sequence(), way.place(), scene))
                .orElseGet(() -> Trial.of(alternatives.get(0), Place.NONE, scene));
    }

    /** All patterns in the order of the text. */
    List<PatternResult> told(Trial trial) {
        List<PatternResult> told = new ArrayList<>();
        Map<Integer, PatternResult> known = trial.told();
        for (int i = 0; i < shape.patterns().size(); i++) {
            PatternResult of = known.get(i);
            told.add(of == null ? other(i) : of);
        }
        return told;
    }

    /** A pattern of another alternative. */
    private PatternResult other(int number) {
        return alternatives.stream()
                .flatMap(List::stream)
                .flatMap(each -> each.looks().stream())
                .filter(look -> look.number() == number)
                .findFirst()
                .map(look -> Telling.skipped(look, "another alternative of the rule"))
                .orElseGet(() -> unexplained(shape.patterns().get(number)));
    }

    private static PatternResult unexplained(PatternShape pattern) {
        return new PatternResult(
                pattern.fact(),
                pattern.name(),
                pattern.role(),
                pattern.line(),
                pattern.column(),
                pattern.length(),
                false,
                Result.UNKNOWN,
                0,
                0,
                List.of(),
                List.of(),
                null,
                null,
                "this pattern is not explained by itself");
    }

    /** In whose place the event was tried, when there are several; empty when that says nothing. */
    String where(Trial trial) {
        Look look = trial.place().look();
        long places = ways.stream()
                .filter(way -> way.place().how() == How.TAKES)
                .map(way -> Objects.requireNonNull(way.place().look()).number())
                .distinct()
                .count();
        if (look == null || places < 2 || trial.place().how() != How.TAKES) {
            return "";
        }
        String name = look.shape().name().isEmpty()
                ? "pattern " + (look.number() + 1)
                : look.shape().name();
        return "in the place of " + name + ": ";
    }
}
