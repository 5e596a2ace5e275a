package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import dev.signalbox.flow.match.Explanation.Verdict;
import dev.signalbox.flow.match.RuleShape.ConstraintShape;
import dev.signalbox.flow.match.RuleShape.PatternShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.model.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Tells for one event and every rule what became of each constraint. It runs the very conditions that the session runs,
 * on this event alone; what needs other events is said to be not yet explained.
 */
public final class Explainer {

    private final Rules rules;

    public Explainer(Rules rules) {
        this.rules = rules;
    }

    /** @param matched rules of the recorded decision, as {@code pack/rule} */
    public List<Explanation> explain(Event event, Collection<String> matched) {
        List<Explanation> all = new ArrayList<>();
        for (PackRules pack : rules.packs()) {
            Map<String, Rule> models = pack.model().getRules().stream()
                    .collect(Collectors.toMap(Rule::getName, Function.identity(), (a, b) -> a));
            for (RuleShape shape : pack.rules()) {
                String name = pack.pack() + '/' + shape.name();
                all.add(explain(name, shape, models.get(shape.name()), event, matched.contains(name)));
            }
        }
        return all;
    }

    private static Explanation explain(
            String name, RuleShape shape, @Nullable Rule model, Event event, boolean matched) {
        List<Conditions.Checks> checks = model == null ? List.of() : Conditions.of(model);
        List<PatternResult> patterns = new ArrayList<>();
        for (int i = 0; i < shape.patterns().size(); i++) {
            Conditions.@Nullable Checks of = i < checks.size() ? checks.get(i) : null;
            patterns.add(pattern(shape.patterns().get(i), of, event));
        }
        return new Explanation(name, verdict(patterns, matched), shape.line(), List.copyOf(patterns));
    }

    private static Verdict verdict(List<PatternResult> patterns, boolean matched) {
        if (matched) {
            return Verdict.MATCHED;
        }
        boolean failed = patterns.stream()
                .flatMap(pattern -> pattern.constraints().stream())
                .anyMatch(constraint ->
                        constraint.reason() != null && constraint.reason().startsWith(Conditions.FAILED));
        return failed ? Verdict.COULD_NOT_EVALUATE : Verdict.NOT_MATCHED;
    }

    private static PatternResult pattern(PatternShape shape, Conditions.@Nullable Checks checks, Event event) {
        boolean onEvent = shape.fact().equals("Event") || shape.fact().equals("dev.signalbox.event.Event");
        List<ConstraintResult> constraints = new ArrayList<>();
        boolean failed = false;
        for (ConstraintShape each : shape.constraints()) {
            Conditions.Outcome outcome = onEvent && checks != null
                    ? checks.test(each.text(), event)
                    : new Conditions.Outcome(Result.UNKNOWN, "looks at a " + shape.fact() + ", not at this event");
            boolean first = !failed && outcome.result() == Result.FALSE;
            failed |= first;
            constraints.add(new ConstraintResult(
                    each.text(),
                    outcome.result(),
                    onEvent ? Actuals.of(each.text(), event) : Map.of(),
                    first,
                    each.line(),
                    each.column(),
                    each.length(),
                    outcome.reason()));
        }
        return new PatternResult(
                shape.fact(),
                shape.role(),
                shape.line(),
                shape.column(),
                shape.length(),
                result(constraints, onEvent),
                List.copyOf(constraints),
                leftOut(shape, constraints));
    }

    private static Result result(List<ConstraintResult> constraints, boolean onEvent) {
        if (constraints.stream().anyMatch(each -> each.result() == Result.FALSE)) {
            return Result.FALSE;
        }
        boolean unknown = constraints.stream().anyMatch(each -> each.result() == Result.UNKNOWN);
        return unknown || !onEvent ? Result.UNKNOWN : Result.TRUE;
    }

    private static @Nullable String leftOut(PatternShape shape, List<ConstraintResult> constraints) {
        if (shape.windowed()) {
            return "which events are in the window: not yet explained";
        }
        return switch (shape.role()) {
            case "not" -> "whether another event of this kind was there: not yet explained";
            case "exists", "forall" -> "which other events there were: not yet explained";
            case "accumulate", "groupby", "collect" -> "which events were counted: not yet explained";
            default ->
                constraints.stream().anyMatch(each -> Conditions.JOIN.equals(each.reason()))
                        ? "join with an earlier event: not yet explained"
                        : null;
        };
    }
}
