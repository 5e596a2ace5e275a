package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Group;
import dev.signalbox.flow.match.Element.Kind;
import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.Fact;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drools.model.constraints.TemporalConstraint;
import org.jspecify.annotations.Nullable;

/** Tries {@code not}, {@code exists} and {@code forall}: what is there that blocks, or that is wanted. */
final class Groups {

    private static final long SECOND = 1_000;

    private final Group group;
    private final List<Tuple> before;
    private final Scene scene;

    Groups(Group group, List<Tuple> before, Scene scene) {
        this.group = group;
        this.before = before;
        this.scene = scene;
    }

    /** @param place of the event, when that is in here */
    Step step(Place place) {
        Map<Integer, PatternResult> told = new HashMap<>();
        IdentityHashMap<Tuple, List<Tuple>> found = new IdentityHashMap<>();
        List<Tuple> all = new ArrayList<>();
        boolean itself = place.how() == Place.How.WITNESSES;
        boolean single = group.inner().size() == 1 && group.inner().get(0) instanceof Look;
        if (single) {
            Look look = (Look) group.inner().get(0);
            List<Object> candidates =
                    itself ? List.of(scene.event()) : scene.of(look.self().getType());
            Funnel funnel = Funnel.of(look, before, candidates, scene);
            funnel.passed().forEach(each -> found.computeIfAbsent(each.before(), none -> new ArrayList<>())
                    .add(each));
            all.addAll(funnel.passed());
            told.put(look.number(), new Telling(funnel, before, scene, itself).told(null));
        } else {
            for (Tuple tuple : before) {
                Trial inner = Trial.within(group.inner(), List.of(tuple), scene);
                if (!inner.tuples().isEmpty()) {
                    found.put(tuple, inner.tuples());
                    all.addAll(inner.tuples());
                }
            }
            told.putAll(Trial.within(group.inner(), before, scene).told());
        }
        if (itself) {
            found.values().removeIf(each -> each.stream().noneMatch(this::holdsEvent));
        }
        Look preventing = place.how() == Place.How.PREVENTS ? place.look() : null;
        return group.kind() == Kind.PRESENT ? present(found, told) : absent(found, all, told, preventing);
    }

    private boolean holdsEvent(Tuple tuple) {
        return tuple.facts().stream().anyMatch(held -> held.fact() == scene.event());
    }

    private Step present(IdentityHashMap<Tuple, List<Tuple>> found, Map<Integer, PatternResult> told) {
        List<Tuple> left = before.stream().filter(found::containsKey).toList();
        String because = left.isEmpty()
                ? told.values().stream()
                        .map(Because::of)
                        .filter(each -> each != null)
                        .findFirst()
                        .orElse("nothing of what must exist is there")
                : null;
        return new Step(left, told, because);
    }

    private Step absent(
            IdentityHashMap<Tuple, List<Tuple>> found,
            List<Tuple> all,
            Map<Integer, PatternResult> told,
            @Nullable Look preventing) {
        List<Tuple> left = new ArrayList<>();
        for (Tuple tuple : before) {
            if (!found.containsKey(tuple)) {
                left.add(tuple.due(due(tuple)));
            }
        }
        boolean open = !left.isEmpty() || before.isEmpty();
        List<Fact> blocking = open ? List.of() : blocking(all);
        told.replaceAll((number, each) -> blocked(each, open, blocking));
        if (group.kind() == Kind.EVERY) {
            told.putAll(new Violations(group, scene, all).told(told));
        }
        String because = open ? null : because(blocking, all);
        if (preventing != null && group.kind() == Kind.ABSENT) {
            because = prevented(preventing, told);
        }
        return new Step(left, told, because);
    }

    private String because(List<Fact> blocking, List<Tuple> all) {
        long facts = all.stream().map(Groups::last).distinct().count();
        return group.kind() == Kind.EVERY
                ? new Violations(group, scene, all).because(facts, Because.name(blocking.get(0)))
                : Because.blocked("not", blocking, facts);
    }

    static Object last(Tuple tuple) {
        List<Tuple.Held> facts = tuple.facts();
        return facts.get(facts.size() - 1).fact();
    }

    private List<Fact> blocking(List<Tuple> all) {
        return all.stream()
                .map(Groups::last)
                .distinct()
                .limit(Telling.MOST)
                .map(scene::told)
                .toList();
    }

    /** What must not be there is no fault of anything when it is not there. */
    private PatternResult blocked(PatternResult of, boolean open, List<Fact> blocking) {
        List<ConstraintResult> constraints = of.constraints().stream()
                .map(each -> new ConstraintResult(
                        each.text(),
                        each.result(),
                        each.actual(),
                        false,
                        each.left(),
                        each.line(),
                        each.column(),
                        each.length(),
                        each.reason()))
                .toList();
        return new PatternResult(
                of.fact(),
                of.name(),
                of.role(),
                of.line(),
                of.column(),
                of.length(),
                of.itself(),
                open ? Result.TRUE : Result.FALSE,
                of.all(),
                of.left(),
                constraints,
                open ? of.facts() : blocking,
                null,
                null,
                of.note());
    }

    /** The event as that which must not be there: what waits that it ends. */
    private @Nullable String prevented(Look look, Map<Integer, PatternResult> told) {
        Funnel funnel = Funnel.of(look, before, List.of(scene.event()), scene);
        List<Fact> ended = Telling.facts(funnel.passed(), scene, Telling.MOST + 1).stream()
                .filter(fact -> !fact.id().equals(scene.event().getId()))
                .toList();
        PatternResult on = new Telling(funnel, before, scene, true).told(null);
        if (ended.isEmpty()) {
            told.put(look.number(), on);
            String because = Because.of(on);
            return because == null ? null : "the event would prevent it, but " + because;
        }
        told.put(
                look.number(),
                Telling.pattern(
                        look,
                        true,
                        Result.FALSE,
                        on.all(),
                        on.left(),
                        on.constraints(),
                        ended,
                        "this event is what must not be there"));
        return "this event prevents it for " + ended.stream().map(Because::name).collect(Collectors.joining(", "));
    }

    /** When it is certain that nothing has come; 0 when it is already. */
    private long due(Tuple tuple) {
        long due = 0;
        for (Look look : group.looks()) {
            for (Check check : look.checks()) {
                if (check.compiled() instanceof TemporalConstraint<?> temporal) {
                    due = Math.max(due, Times.latest(temporal, look, tuple, scene));
                }
            }
        }
        // It fires in the first whole second in which that is certain.
        return due > scene.now() ? -Math.floorDiv(-due, SECOND) * SECOND : 0;
    }
}
