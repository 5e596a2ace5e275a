package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Check.Outcome;
import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries one pattern on many facts, for each thing that was bound before: how many come how far, and where they stop.
 */
final class Funnel {

    /** What is tried is bounded too; this is for the memory. */
    private static final int MOST = 200_000;

    private final Look look;
    private final Scene scene;
    private final int alone;
    private final IdentityHashMap<Object, Integer> reached = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Tuple> nearest = new IdentityHashMap<>();
    private final long[] pairs;
    private final @Nullable String[] trouble;
    private final IdentityHashMap<Tuple, Integer> came = new IdentityHashMap<>();
    private final List<Tuple> before;
    private int cameAlone;
    private final List<Tuple> passed = new ArrayList<>();
    private final List<Object> facts = new ArrayList<>();

    private Funnel(Look look, List<Tuple> before, Scene scene) {
        this.look = look;
        this.before = before;
        this.scene = scene;
        this.pairs = new long[look.checks().size() + 1];
        this.trouble = new String[look.checks().size()];
        int first = 0;
        while (first < look.checks().size() && look.checks().get(first).isAlone(look.self(), look.bindings())) {
            first++;
        }
        this.alone = first;
    }

    static Funnel of(Look look, List<Tuple> tuples, Collection<?> candidates, Scene scene) {
        Funnel funnel = new Funnel(look, tuples, scene);
        for (Object fact : candidates) {
            funnel.facts.add(fact);
            funnel.add(tuples, fact);
        }
        return funnel;
    }

    private void add(List<Tuple> tuples, Object fact) {
        Tuple single = Tuple.EMPTY.with(look, fact);
        int from = pass(single, 0, alone);
        reached.put(fact, from);
        cameAlone = Math.max(cameAlone, from);
        nearest.put(fact, single);
        if (from < alone) {
            for (int i = 0; i <= from; i++) {
                pairs[i] += tuples.size();
            }
            return;
        }
        for (Tuple each : tuples) {
            Tuple tuple = each.with(look, fact);
            int to = pass(tuple, alone, look.checks().size());
            for (int i = 0; i <= to; i++) {
                pairs[i]++;
            }
            came.merge(each, to, Math::max);
            if (to > reached.getOrDefault(fact, 0) || !nearest.containsKey(fact) || nearest.get(fact) == single) {
                reached.merge(fact, to, Math::max);
                nearest.put(fact, tuple);
            }
            if (to == look.checks().size() && passed.size() < MOST) {
                passed.add(tuple);
            }
        }
    }

    /** The number of the first constraint that is not met, or the end. */
    private int pass(Tuple tuple, int from, int to) {
        for (int i = from; i < to; i++) {
            Outcome outcome = look.checks().get(i).test(tuple, scene);
            if (!outcome.held()) {
                if (outcome.result() == Result.UNKNOWN && trouble[i] == null) {
                    trouble[i] = outcome.reason();
                }
                return i;
            }
        }
        return to;
    }

    Look look() {
        return look;
    }

    /** What goes on, the nearest first. */
    List<Tuple> passed() {
        return passed;
    }

    List<Object> facts() {
        return facts;
    }

    /** How many facts meet this constraint and all before it. */
    long left(int check) {
        return reached.values().stream().filter(to -> to > check).count();
    }

    /** How many combinations with what was bound before come to this constraint. */
    long pairs(int check) {
        return pairs[check];
    }

    /** What was bound before, of that which comes to this constraint with some fact. */
    List<Tuple> came(int check) {
        return before.stream()
                .filter(each -> Math.max(cameAlone, came.getOrDefault(each, 0)) >= check)
                .toList();
    }

    /** Why a constraint could not be tried on some fact; null when it could. */
    @Nullable
    String trouble(int check) {
        return trouble[check];
    }

    /** The first constraint that nothing meets; the number of constraints when something meets all. */
    int stopped() {
        int most = 0;
        for (int to : reached.values()) {
            most = Math.max(most, to);
        }
        return most;
    }

    /** The facts that came furthest, the newest first, at most so many; nothing when none met a constraint. */
    List<Object> furthest(int most) {
        int stopped = stopped();
        return facts.stream()
                .filter(fact -> reached.getOrDefault(fact, 0) == stopped)
                .limit(most)
                .toList();
    }

    /** A combination in which this fact came as far as it did. */
    Tuple nearest(Object fact) {
        return nearest.getOrDefault(fact, Tuple.EMPTY);
    }
}
