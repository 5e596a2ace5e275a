package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Tuple.Unbound;
import java.util.Date;
import java.util.Objects;
import org.drools.model.Variable;
import org.drools.model.constraints.FixedTemporalConstraint;
import org.drools.model.constraints.TemporalConstraint;
import org.drools.model.functions.Function1;
import org.drools.model.functions.temporal.Interval;
import org.drools.model.functions.temporal.TemporalPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The two times that a temporal constraint compares, milliseconds since the epoch. Events have no duration here.
 *
 * @param own of what the constraint says something about
 * @param other what it is compared with
 */
record Times(TemporalPredicate predicate, long own, long other) {

    static Times of(TemporalConstraint<?> constraint, Tuple tuple, Scene scene) {
        Variable<?>[] variables = constraint.getVariables();
        long first = time(constraint.getF1(), tuple.get(variables[0]), scene);
        long second = constraint instanceof FixedTemporalConstraint<?> fixed
                ? fixed.getValue()
                : time(constraint.getF2(), tuple.get(variables[1]), scene);
        TemporalPredicate predicate = constraint.getTemporalPredicate();
        return predicate.isThisOnRight() ? new Times(predicate, second, first) : new Times(predicate, first, second);
    }

    @SuppressWarnings({"unchecked", "rawtypes", "JavaUtilDate"})
    private static long time(@Nullable Function1<?, ?> function, @Nullable Object fact, Scene scene) {
        Object value = function == null ? fact : ((Function1) function).apply(fact);
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof Date date) {
            return date.getTime();
        }
        if (value == null) {
            throw new Unbound("a time that is missing");
        }
        return scene.time(value);
    }

    boolean holds() {
        return predicate.evaluate(own, 0, own, other, 0, other);
    }

    /** By how much it was missed, in words. */
    String missed() {
        Interval interval = Prompt.interval(predicate);
        long distance = own - other;
        String is = distance == 0
                ? "at the same time"
                : Spans.text(Math.abs(distance)) + (distance > 0 ? " after it" : " before it");
        if (predicate.isNegated()) {
            return "it is " + is;
        }
        long by = distance < interval.getLowerBound()
                ? interval.getLowerBound() - distance
                : distance - interval.getUpperBound();
        return by <= 0 ? "it is " + is : "missed by " + Spans.text(by) + ": it is " + is;
    }

    /** The latest time of a fact that can still meet a constraint, by what was bound before; 0 when it looks back only. */
    static long latest(TemporalConstraint<?> constraint, Element.Look look, Tuple bound, Scene scene) {
        Variable<?>[] variables = constraint.getVariables();
        TemporalPredicate predicate = constraint.getTemporalPredicate();
        boolean plain = variables.length == 2 && constraint.getF1() == null && constraint.getF2() == null;
        if (!plain || predicate.isNegated()) {
            return 0;
        }
        boolean first = variables[0].equals(look.self());
        long other = scene.time(Objects.requireNonNull(bound.get(first ? variables[1] : variables[0])));
        Interval interval = Prompt.interval(predicate);
        boolean own = first != predicate.isThisOnRight();
        long ahead = own ? interval.getUpperBound() : -interval.getLowerBound();
        return ahead <= 0 || ahead == Interval.MAX || ahead == -Interval.MIN ? 0 : other + ahead;
    }
}
