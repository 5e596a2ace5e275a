package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Group;
import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What facts violate of a {@code forall}, constraint by constraint as it is written. */
final class Violations {

    private final Group group;
    private final Scene scene;
    private final List<Tuple> violating;

    /** @param violating each ends with a fact that violates it */
    Violations(Group group, Scene scene, List<Tuple> violating) {
        this.group = group;
        this.scene = scene;
        this.violating = violating;
    }

    Map<Integer, PatternResult> told(Map<Integer, PatternResult> told) {
        Map<Integer, PatternResult> shown = new HashMap<>();
        Look look = group.looks().get(0);
        PatternResult of = told.get(look.number());
        group.wanted().forEach((number, checks) -> {
            if (of != null) {
                shown.put(number, pattern(of, results(checks)));
            }
        });
        return shown;
    }

    private List<ConstraintResult> results(List<Check> checks) {
        List<ConstraintResult> results = new ArrayList<>();
        boolean failed = false;
        for (Check check : checks) {
            long violate = violating.stream()
                    .filter(tuple -> !check.test(tuple, scene).held())
                    .count();
            boolean first = violate > 0 && !failed;
            failed |= first;
            results.add(Telling.result(
                    check,
                    new Check.Outcome(violate > 0 ? Result.FALSE : Result.TRUE, null),
                    first ? Actuals.of(check.shape().text(), violator(check)) : Map.of(),
                    first,
                    null));
        }
        return results;
    }

    private Object violator(Check check) {
        return violating.stream()
                .filter(tuple -> !check.test(tuple, scene).held())
                .map(Groups::last)
                .findFirst()
                .orElse(scene.event());
    }

    String because(long facts, String name) {
        String constraint = group.wanted().values().stream()
                .flatMap(checks -> results(checks).stream())
                .filter(ConstraintResult::firstFailed)
                .findFirst()
                .map(each -> "`" + each.text() + "` of forall does not hold" + Because.values(each.actual()) + " for ")
                .orElse("forall is violated by ");
        return constraint + name + (facts > 1 ? " and " + (facts - 1) + " more" : "");
    }

    private static PatternResult pattern(PatternResult of, List<ConstraintResult> constraints) {
        return new PatternResult(
                of.fact(),
                of.name(),
                of.role(),
                constraints.isEmpty() ? of.line() : constraints.get(0).line(),
                of.column(),
                of.length(),
                of.itself(),
                of.result(),
                of.all(),
                of.left(),
                constraints,
                of.facts(),
                null,
                null,
                of.left() > 0 && of.result() == Result.FALSE ? "these facts violate it" : null);
    }
}
