package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Count;
import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.Counted;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import dev.signalbox.flow.match.Explanation.Window;
import dev.signalbox.flow.match.Grouping.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tries accumulate and groupby: what was counted, what came of it, and which constraint on that does not hold. */
final class Counts {

    private static final Pattern AT_LEAST = Pattern.compile("^\\s*(\\$?\\w+)\\s*(>=|>|==)\\s*(\\d+)\\s*$");

    private final Count count;
    private final List<Tuple> before;
    private final Scene scene;

    Counts(Count count, List<Tuple> before, Scene scene) {
        this.count = count;
        this.before = before;
        this.scene = scene;
    }

    /** @param itself whether only what counts the event itself is of interest */
    Step step(boolean itself) {
        Trial inner = Trial.within(count.source(), before, scene);
        List<Sum> sums = new ArrayList<>();
        Grouping grouping = new Grouping(count, scene);
        IdentityHashMap<Tuple, List<Tuple>> counted = byOrigin(inner.tuples());
        before.forEach(tuple -> sums.addAll(grouping.of(tuple, counted.getOrDefault(tuple, List.of()))));
        if (itself) {
            sums.removeIf(sum -> !sum.holds(scene.event()));
        }
        List<Tuple> left = sums.stream()
                .filter(sum -> sum.met() == count.results().size() && !sum.empty())
                .map(Sum::after)
                .toList();
        Sum best = sums.stream().max(nearest()).orElse(null);
        Map<Integer, PatternResult> told = new HashMap<>(inner.told());
        Look last = count.looks().get(count.looks().size() - 1);
        PatternResult source = told.get(last.number());
        if (source != null) {
            told.put(last.number(), told(source, last, best, left.isEmpty()));
        }
        return new Step(left, told, left.isEmpty() ? because(source, last, best) : null);
    }

    /** What was counted, by what had been bound before it. */
    private IdentityHashMap<Tuple, List<Tuple>> byOrigin(List<Tuple> tuples) {
        IdentityHashMap<Tuple, List<Tuple>> found = new IdentityHashMap<>();
        int depth = count.looks().size();
        for (Tuple tuple : tuples) {
            Tuple origin = tuple;
            for (int i = 0; i < depth; i++) {
                origin = origin.before();
            }
            found.computeIfAbsent(origin, none -> new ArrayList<>()).add(tuple);
        }
        return found;
    }

    /** The one with the event in it, then that which came furthest. */
    private Comparator<Sum> nearest() {
        return Comparator.comparing((Sum sum) -> sum.holds(scene.event()))
                .thenComparing(Sum::met)
                .thenComparing(sum -> sum.counted().size());
    }

    private PatternResult told(PatternResult source, Look look, @Nullable Sum best, boolean stopped) {
        List<ConstraintResult> constraints = new ArrayList<>(source.constraints());
        for (int i = 0; i < count.results().size(); i++) {
            constraints.add(result(count.results().get(i), i, best));
        }
        Counted counted = best == null ? new Counted(0, List.of(), Map.of()) : counted(best);
        return new PatternResult(
                source.fact(),
                source.name(),
                source.role(),
                source.line(),
                source.column(),
                source.length(),
                false,
                stopped ? unclear(constraints) : Result.TRUE,
                source.all(),
                source.left(),
                constraints,
                source.facts(),
                counted,
                window(look, best),
                note(best));
    }

    private @Nullable String note(@Nullable Sum best) {
        if (best == null) {
            return null;
        }
        if (best.empty()) {
            return "nothing was counted, so there is no result";
        }
        return best.holds(scene.event()) ? "the event itself is counted" : null;
    }

    private static Result unclear(List<ConstraintResult> constraints) {
        return constraints.stream()
                        .anyMatch(each -> each.reason() != null && each.reason().startsWith(Check.FAILED))
                ? Result.UNKNOWN
                : Result.FALSE;
    }

    private ConstraintResult result(Check check, int number, @Nullable Sum best) {
        if (best == null || best.empty()) {
            var none = new Check.Outcome(Result.UNKNOWN, Telling.NOT_LOOKED_AT + ": nothing was counted");
            return Telling.result(check, none, Map.of(), false, null);
        }
        Check.Outcome outcome = check.test(best.after(), scene);
        boolean first = outcome.result() == Result.FALSE && number == best.met();
        return Telling.result(check, outcome, best.read(check), first, null);
    }

    private Counted counted(Sum best) {
        return new Counted(best.counted().size(), Telling.facts(best.last(), scene, 2 * Telling.MOST), best.results());
    }

    private @Nullable Window window(Look look, @Nullable Sum best) {
        return Windows.of(look, best == null ? 0 : best.oldest(scene));
    }

    private String because(@Nullable PatternResult source, Look look, @Nullable Sum best) {
        if (best == null || best.empty()) {
            String nothing = source == null ? null : Because.of(source);
            return nothing == null ? "nothing was counted" : nothing;
        }
        Check check = count.results().get(best.met());
        return "`" + check.shape().text() + "` does not hold" + Because.values(best.read(check))
                + of(check, look, best);
    }

    /** {@code 2 of 3 in 5 min; the window closes in 41 s}. */
    private String of(Check check, Look look, Sum best) {
        Matcher wanted = AT_LEAST.matcher(check.shape().text());
        if (!wanted.matches() || !count.counts(wanted.group(1))) {
            return "";
        }
        long most = Long.parseLong(wanted.group(3)) + (wanted.group(2).equals(">") ? 1 : 0);
        long span = Windows.span(look);
        Window window = window(look, best);
        Long closes = window == null ? null : window.closes();
        long left = closes == null ? 0 : closes - scene.event().getAt();
        return ": " + Because.value(best.results().get(wanted.group(1))) + " of " + most
                + (span > 0 ? " in " + Spans.text(span) : "")
                + (left > 0 ? "; the window closes in " + Spans.text(left) : "");
    }
}
