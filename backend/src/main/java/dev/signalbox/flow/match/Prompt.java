package dev.signalbox.flow.match;

import java.util.List;
import org.drools.model.Constraint;
import org.drools.model.Variable;
import org.drools.model.constraints.VariableTemporalConstraint;
import org.drools.model.functions.temporal.Interval;
import org.drools.model.functions.temporal.TemporalPredicate;
import org.drools.model.impl.ModelComponent;

/**
 * A look back in time that does not wait. For {@code not Event( this before[0s, 5m] $e )} the engine waits until its clock has come
 * to the time of {@code $e}, lest another one of the same instant comes. Its clock goes by whole seconds, so that would be up to
 * a second; and what is received later is not before. It only asks whether the interval touches the present: here it does not.
 */
record Prompt(TemporalPredicate written) implements TemporalPredicate, ModelComponent {

    /** Has what looks back answer at once, in place. */
    static void within(List<Constraint> constraints) {
        constraints.replaceAll(each -> {
            if (each instanceof VariableTemporalConstraint<?> temporal) {
                return of(temporal);
            }
            within(each.getChildren());
            return each;
        });
    }

    private static <A> Constraint of(VariableTemporalConstraint<A> constraint) {
        TemporalPredicate written = constraint.getTemporalPredicate();
        if (written.getInterval().getUpperBound() != 0) {
            return constraint;
        }
        Variable<?>[] variables = constraint.getVariables();
        @SuppressWarnings("unchecked") // as it was made with it
        Variable<A> first = (Variable<A>) variables[0];
        return new VariableTemporalConstraint<>(
                constraint.getExprId(),
                first,
                constraint.getF1(),
                variables[1],
                constraint.getF2(),
                new Prompt(written));
    }

    /** As its author wrote it. */
    static Interval interval(TemporalPredicate predicate) {
        return predicate instanceof Prompt prompt ? prompt.written().getInterval() : predicate.getInterval();
    }

    @Override
    public Interval getInterval() {
        return new Interval(written.getInterval().getLowerBound(), -1);
    }

    @Override
    public boolean evaluate(long start1, long duration1, long end1, long start2, long duration2, long end2) {
        return written.evaluate(start1, duration1, end1, start2, duration2, end2);
    }

    @Override
    public boolean isNegated() {
        return written.isNegated();
    }

    @Override
    public TemporalPredicate negate() {
        return new Prompt(written.negate());
    }

    @Override
    public boolean isThisOnRight() {
        return written.isThisOnRight();
    }

    @Override
    public TemporalPredicate thisOnRight() {
        return new Prompt(written.thisOnRight());
    }

    @Override
    public boolean isEqualTo(ModelComponent other) {
        return other instanceof Prompt prompt && ModelComponent.areEqualInModel(written, prompt.written);
    }
}
