package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Count;
import dev.signalbox.flow.match.Element.Group;
import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One way through the conditions of a rule: in their order, with the event in the place of one of the patterns. */
final class Trial {

    private final Place place;
    private final Scene scene;
    private final Map<Integer, PatternResult> told = new HashMap<>();
    private List<Tuple> tuples;
    private @Nullable String because;
    private int passed;
    private long held;
    private boolean unclear;

    private Trial(Place place, Scene scene, List<Tuple> before) {
        this.place = place;
        this.scene = scene;
        this.tuples = before;
    }

    /** The event in this place. */
    static Trial of(List<Element> sequence, Place place, Scene scene) {
        Trial trial = new Trial(place, scene, List.of(Tuple.EMPTY));
        trial.run(sequence);
        return trial;
    }

    /** What stands within {@code not} or {@code accumulate}: the event is a fact like all others. */
    static Trial within(List<Element> sequence, List<Tuple> before, Scene scene) {
        Trial trial = new Trial(Place.NONE, scene, before);
        trial.run(sequence);
        return trial;
    }

    /** Only what the place says of the event by itself, which it does not meet: nothing else matters then. */
    static Trial alone(List<Element> sequence, Place place, Scene scene) {
        Trial trial = new Trial(place, scene, List.of());
        sequence.forEach(trial::skip);
        Look look = place.look();
        PatternResult told = look == null ? null : trial.told.get(look.number());
        trial.because = told == null ? null : Because.of(told);
        return trial;
    }

    private void run(List<Element> sequence) {
        for (int i = 0; i < sequence.size(); i++) {
            if (tuples.isEmpty()) {
                skip(sequence.get(i));
                continue;
            }
            Step step = step(sequence.get(i), i == place.element());
            told.putAll(step.told());
            tuples = step.tuples();
            if (because == null) {
                because = step.because();
            }
            if (tuples.isEmpty()) {
                held = held(step.told());
            } else {
                passed++;
            }
        }
    }

    /** How many constraints held before the first that did not. */
    private static long held(Map<Integer, PatternResult> told) {
        return told.values().stream()
                .mapToLong(pattern -> pattern.constraints().stream()
                        .takeWhile(each -> each.result() == Result.TRUE)
                        .count())
                .sum();
    }

    private Step step(Element element, boolean here) {
        if (element instanceof Look look) {
            return look(look, here && place.how() == Place.How.TAKES);
        }
        if (element instanceof Group group) {
            return new Groups(group, tuples, scene).step(here ? place : Place.NONE);
        }
        if (element instanceof Count count) {
            return new Counts(count, tuples, scene).step(here && place.how() == Place.How.COUNTED);
        }
        if (element instanceof Element.Test test) {
            return test(test.check());
        }
        unclear = true;
        return new Step(tuples, Map.of(), ((Element.Unclear) element).why());
    }

    private Step look(Look look, boolean itself) {
        List<Object> candidates = itself ? List.of(scene.event()) : Windows.seen(look, scene);
        Funnel funnel = Funnel.of(look, tuples, candidates, scene);
        PatternResult result = new Telling(funnel, tuples, scene, itself).told(null);
        return new Step(
                funnel.passed(), Map.of(look.number(), result), funnel.passed().isEmpty() ? Because.of(result) : null);
    }

    private Step test(Check check) {
        List<Tuple> left =
                tuples.stream().filter(each -> check.test(each, scene).held()).toList();
        return new Step(left, Map.of(), left.isEmpty() ? "`" + check.shape().text() + "` does not hold" : null);
    }

    private void skip(Element element) {
        for (Look look : element.looks()) {
            boolean here = look.equals(place.look());
            told.put(look.number(), here ? alone(look) : Telling.skipped(look, null));
        }
    }

    /** What the pattern says of the event alone, when what it is to be joined with is not there. */
    private PatternResult alone(Look look) {
        Funnel funnel = Funnel.of(look, List.of(), List.of(scene.event()), scene);
        PatternResult on = new Telling(funnel, List.of(), scene, true).told(null);
        return on.result() == Result.FALSE && on.constraints().stream().noneMatch(each -> each.result() == Result.FALSE)
                ? Telling.pattern(look, true, Result.UNKNOWN, 1, 0, on.constraints(), List.of(), null)
                : on;
    }

    /** What came to the end. */
    List<Tuple> tuples() {
        return tuples;
    }

    Map<Integer, PatternResult> told() {
        return told;
    }

    @Nullable
    String because() {
        return because;
    }

    /** How many conditions let something through. */
    int passed() {
        return passed;
    }

    /** How far the first condition that let nothing through has come. */
    long held() {
        return held;
    }

    Place place() {
        return place;
    }

    /** Whether it met a condition that it does not follow. */
    boolean unclear() {
        return unclear;
    }
}
