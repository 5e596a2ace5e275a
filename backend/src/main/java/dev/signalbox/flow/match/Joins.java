package dev.signalbox.flow.match;

import dev.signalbox.sandbox.Exhausted;
import dev.signalbox.sandbox.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.model.AccumulatePattern;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.drools.model.constraints.SingleConstraint2;
import org.drools.model.functions.Predicate2;
import org.drools.model.patterns.PatternImpl;

/**
 * Has the engine count what it joins. It joins facts that no condition relates, or only their times or an index, without a
 * call of the rule's own code, which is what the sandbox meters: here each pattern that comes after another one gets a
 * condition that always holds, and counts.
 */
final class Joins {

    private final String rule;
    private final Set<Variable<?>> results = new HashSet<>();

    private Joins(String rule) {
        this.rule = rule;
    }

    /** Changes the rules of a model that no session has used yet. To be called once. */
    static void count(String pack, Model model) {
        for (Rule rule : model.getRules()) {
            Joins joins = new Joins(pack + '/' + rule.getName());
            joins.collect(rule.getView());
            joins.count(rule.getView(), new ArrayList<>());
        }
    }

    /** Whether a condition is not one of the rule's, but one from here. */
    static boolean isCount(Constraint constraint) {
        return constraint instanceof SingleConstraint2<?, ?> two && two.getPredicate2() instanceof Count;
    }

    /** Always true. What is equal is shared by rules: then the first of them is told. */
    private record Count(Runnable what, String rule) implements Predicate2<Object, Object> {

        private static final Runnable TRIED = Meter::step;
        private static final Runnable JOINED = Meter::joined;

        @Override
        public boolean test(Object one, Object other) {
            try {
                what.run();
            } catch (Exhausted e) {
                e.of(rule);
                throw e;
            }
            return true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Count count && count.what == what;
        }

        @Override
        public int hashCode() {
            return what.hashCode();
        }
    }

    private void collect(Condition condition) {
        if (condition instanceof AccumulatePattern<?> accumulate) {
            results.addAll(Elements.results(accumulate));
            collect(accumulate.getCondition());
        }
        condition.getSubConditions().forEach(this::collect);
    }

    /** @param seen patterns that come before it where it stands; those of the condition are added */
    private void count(Condition condition, List<Variable<?>> seen) {
        if (condition instanceof AccumulatePattern<?> accumulate) {
            count(accumulate.getCondition(), new ArrayList<>(seen));
        } else if (condition instanceof PatternImpl<?> pattern) {
            count(pattern, seen);
        } else if (condition.getType() == Condition.Type.AND) {
            condition.getSubConditions().forEach(each -> count(each, seen));
        } else if (condition.getType() != Condition.Type.FORALL) {
            condition.getSubConditions().forEach(each -> count(each, new ArrayList<>(seen)));
        }
    }

    private void count(PatternImpl<?> pattern, List<Variable<?>> seen) {
        if (results.contains(pattern.getPatternVariable())) {
            return;
        }
        if (!seen.isEmpty()) {
            Variable<?> before = seen.get(seen.size() - 1);
            boolean byTime = isTemporal(pattern.getConstraint());
            Lookup.within(pattern, pattern.getConstraint());
            pattern.addConstraint(constraint(before, pattern, Count.JOINED));
            if (byTime) {
                pattern.addConstraint(constraint(before, pattern, Count.TRIED));
                List<Constraint> all = pattern.getConstraint().getChildren();
                Collections.rotate(all, 1);
                Prompt.within(all);
            }
        }
        seen.add(pattern.getPatternVariable());
    }

    @SuppressWarnings("unchecked") // it takes facts of any type
    private Constraint constraint(Variable<?> before, Pattern<?> pattern, Runnable what) {
        return new SingleConstraint2<>(
                what == Count.TRIED ? "signalbox-tried" : "signalbox-joined",
                (Variable<Object>) before,
                (Variable<Object>) pattern.getPatternVariable(),
                new Count(what, rule));
    }

    private static boolean isTemporal(Constraint constraint) {
        return constraint instanceof SingleConstraint single
                ? single.isTemporal()
                : constraint.getChildren().stream().anyMatch(Joins::isTemporal);
    }
}
