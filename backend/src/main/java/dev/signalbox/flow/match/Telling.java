package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Check.Outcome;
import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.Fact;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/** Puts into words what became of one pattern: on the event alone, or on all facts that there were. */
final class Telling {

    /** Of facts that are named; more are only counted. */
    static final int MOST = 5;

    static final String NOT_LOOKED_AT = "not looked at";

    private static final String ONLY = "only the event itself has come so far";

    private final Funnel funnel;
    private final List<Tuple> before;
    private final Scene scene;
    private final boolean itself;

    /** @param before what was bound when the pattern was tried */
    Telling(Funnel funnel, List<Tuple> before, Scene scene, boolean itself) {
        this.funnel = funnel;
        this.before = before;
        this.scene = scene;
        this.itself = itself;
    }

    /** A pattern that was not tried, since nothing came so far; on the event itself what it says of it alone is told. */
    static PatternResult skipped(Look look, @Nullable String note) {
        List<ConstraintResult> constraints = look.checks().stream()
                .map(each -> result(each, new Outcome(Result.UNKNOWN, NOT_LOOKED_AT), Map.of(), false, null))
                .toList();
        return pattern(look, false, Result.UNKNOWN, 0, 0, constraints, List.of(), note);
    }

    PatternResult told(@Nullable String note) {
        List<ConstraintResult> constraints = constraints();
        Look look = funnel.look();
        long left = funnel.left(look.checks().size() - 1);
        long met = look.checks().isEmpty() ? funnel.facts().size() : left;
        long all = itself ? Math.max(1, before.size()) : funnel.facts().size();
        return pattern(look, itself, result(constraints, met), all, met, constraints, facts(MOST), note);
    }

    private Result result(List<ConstraintResult> constraints, long met) {
        if (constraints.stream().anyMatch(each -> each.result() == Result.FALSE)) {
            return Result.FALSE;
        }
        if (constraints.stream().anyMatch(each -> each.result() == Result.UNKNOWN)) {
            return Result.UNKNOWN;
        }
        return met > 0 ? Result.TRUE : Result.FALSE;
    }

    private List<ConstraintResult> constraints() {
        List<ConstraintResult> told = new ArrayList<>();
        boolean failed = false;
        for (int i = 0; i < funnel.look().checks().size(); i++) {
            Check check = funnel.look().checks().get(i);
            Outcome outcome = itself ? onEvent(check, i) : onAll(i);
            boolean first = !failed && outcome.result() == Result.FALSE;
            failed |= first;
            boolean several = !itself || !isAlone(check);
            Long left = several && outcome.result() != Result.UNKNOWN
                    ? (Long) (itself ? funnel.pairs(i + 1) : funnel.left(i))
                    : null;
            told.add(result(check, outcome, actual(check, i), first, left));
        }
        return told;
    }

    private boolean isAlone(Check check) {
        return check.isAlone(funnel.look().self(), funnel.look().bindings());
    }

    private Outcome onEvent(Check check, int number) {
        Tuple nearest = funnel.nearest(scene.event());
        if (isAlone(check)) {
            return check.test(Tuple.EMPTY.with(funnel.look(), scene.event()), scene);
        }
        if (funnel.pairs(number) == 0) {
            return new Outcome(
                    Result.UNKNOWN, before.isEmpty() ? NOT_LOOKED_AT + ": no earlier fact is left" : NOT_LOOKED_AT);
        }
        if (funnel.pairs(number + 1) > 0) {
            return new Outcome(Result.TRUE, null);
        }
        boolean only = funnel.came(number).stream()
                .allMatch(tuple -> tuple.facts().stream().allMatch(held -> held.fact() == scene.event()));
        return only ? new Outcome(Result.FALSE, ONLY) : check.test(nearest, scene);
    }

    private Outcome onAll(int number) {
        long came = number == 0 ? funnel.facts().size() : funnel.left(number - 1);
        if (funnel.left(number) > 0) {
            return new Outcome(Result.TRUE, null);
        }
        if (came == 0) {
            return new Outcome(Result.UNKNOWN, NOT_LOOKED_AT);
        }
        String trouble = funnel.trouble(number);
        boolean only = number > 0 && came == 1 && funnel.furthest(1).contains(scene.event());
        return trouble == null ? new Outcome(Result.FALSE, only ? ONLY : null) : new Outcome(Result.UNKNOWN, trouble);
    }

    /** What the event itself has, and what earlier patterns have bound. */
    private Map<String, @Nullable Object> actual(Check check, int number) {
        Map<String, @Nullable Object> actual = new LinkedHashMap<>();
        if (itself) {
            actual.putAll(Actuals.of(check.shape().text(), scene.event()));
        }
        actual.putAll(bound(check, funnel.came(number)));
        return actual;
    }

    /** The values of the names that a constraint reads, as they were bound before; several as a list. */
    private Map<String, @Nullable Object> bound(Check check, List<Tuple> tuples) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        for (Variable<?> variable : check.reads()) {
            String name = Names.of(variable);
            if (!name.isEmpty() && !variable.equals(funnel.look().self())) {
                values(variable, tuples, found, name);
            }
        }
        return found;
    }

    private void values(Variable<?> variable, List<Tuple> before, Map<String, @Nullable Object> found, String name) {
        Set<@Nullable Object> values = new LinkedHashSet<>();
        List<Tuple> tuples = funnel.look().binding(variable) == null
                ? before
                : itself ? List.of(Tuple.EMPTY.with(funnel.look(), scene.event())) : List.of();
        for (Tuple tuple : tuples) {
            try {
                Object value = tuple.get(variable);
                if (value instanceof Event || values.size() >= MOST) {
                    break;
                }
                values.add(Plain.value(value));
            } catch (RuntimeException e) {
                break;
            }
        }
        if (values.size() == 1) {
            found.put(name, values.iterator().next());
        } else if (values.size() > 1) {
            found.put(name, new ArrayList<>(values));
        }
    }

    /** Those that meet everything, or else those that came furthest, each with what stopped it. */
    private List<Fact> facts(int most) {
        List<Check> checks = funnel.look().checks();
        int stopped = funnel.stopped();
        if (itself) {
            return stopped == checks.size() || isAlone(checks.get(stopped))
                    ? List.of()
                    : earlier(checks.get(stopped), stopped, most);
        }
        if (stopped == 0 && !checks.isEmpty()) {
            return List.of();
        }
        return funnel.furthest(most).stream()
                .map(fact -> stopped == checks.size() ? scene.told(fact) : stopped(fact, checks.get(stopped)))
                .toList();
    }

    /** The earlier facts with which the event came furthest, each with what it has bound. */
    private List<Fact> earlier(Check check, int number, int most) {
        IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
        List<Fact> found = new ArrayList<>();
        for (Tuple tuple : funnel.came(number)) {
            List<Tuple.Held> facts = tuple.facts();
            Object last = facts.isEmpty()
                    ? scene.event()
                    : facts.get(facts.size() - 1).fact();
            if (last != scene.event() && found.size() < most && seen.put(last, true) == null) {
                Outcome outcome = check.test(tuple.with(funnel.look(), scene.event()), scene);
                found.add(scene.told(last, bound(check, List.of(tuple)), why(check, outcome)));
            }
        }
        return found;
    }

    private static String why(Check check, Outcome outcome) {
        return check.shape().text() + (outcome.reason() == null ? "" : ": " + outcome.reason());
    }

    private Fact stopped(Object fact, Check check) {
        Outcome outcome = check.test(funnel.nearest(fact), scene);
        return scene.told(fact, Actuals.of(check.shape().text(), fact), why(check, outcome));
    }

    /** The facts of these combinations that meet a pattern, each once. */
    static List<Fact> facts(List<Tuple> tuples, Scene scene, int most) {
        IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
        List<Fact> found = new ArrayList<>();
        for (Tuple tuple : tuples) {
            for (Tuple.Held held : tuple.facts()) {
                if (found.size() < most && seen.put(held.fact(), true) == null) {
                    found.add(scene.told(held.fact()));
                }
            }
        }
        return found;
    }

    static ConstraintResult result(
            Check check, Outcome outcome, Map<String, @Nullable Object> actual, boolean first, @Nullable Long left) {
        var shape = check.shape();
        return new ConstraintResult(
                shape.text(),
                outcome.result(),
                actual,
                first,
                left,
                shape.line(),
                shape.column(),
                shape.length(),
                outcome.reason());
    }

    static PatternResult pattern(
            Look look,
            boolean itself,
            Result result,
            long all,
            long left,
            List<ConstraintResult> constraints,
            List<Fact> facts,
            @Nullable String note) {
        var shape = look.shape();
        return new PatternResult(
                shape.fact(),
                shape.name(),
                shape.role(),
                shape.line(),
                shape.column(),
                shape.length(),
                itself,
                result,
                all,
                left,
                List.copyOf(constraints),
                facts,
                null,
                null,
                note);
    }
}
