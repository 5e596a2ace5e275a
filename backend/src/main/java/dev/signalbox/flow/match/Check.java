package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Explanation.Result;
import dev.signalbox.flow.match.RuleShape.ConstraintShape;
import dev.signalbox.sandbox.Exhausted;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.Constraint;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.drools.model.constraints.TemporalConstraint;
import org.jspecify.annotations.Nullable;

/**
 * One constraint as written, with what was compiled of it. It is the very predicate that the session runs.
 *
 * @param compiled null for a mere binding, which is always met
 * @param inverted whether the compiler turned it round, as it does within {@code forall}
 */
record Check(ConstraintShape shape, @Nullable Constraint compiled, boolean inverted) {

    static final String FAILED = "could not be evaluated: ";

    /** @param reason why the result is unknown, or by how much it was missed */
    record Outcome(Result result, @Nullable String reason) {
        boolean held() {
            return result == Result.TRUE;
        }
    }

    private static final Outcome HELD = new Outcome(Result.TRUE, null);
    private static final Outcome NOT_HELD = new Outcome(Result.FALSE, null);

    Outcome test(Tuple tuple, Scene scene) {
        Constraint constraint = compiled;
        if (constraint == null) {
            return HELD;
        }
        scene.tries().one();
        try {
            boolean held = holds(constraint, tuple, scene) != inverted;
            return held ? HELD : missed(tuple, scene);
        } catch (Tries.Spent e) {
            throw e;
        } catch (Tuple.Unbound e) {
            return new Outcome(Result.UNKNOWN, e.getMessage());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError | Exhausted e) {
            return new Outcome(Result.UNKNOWN, FAILED + e);
        }
    }

    private static boolean holds(Constraint constraint, Tuple tuple, Scene scene) throws Exception {
        if (constraint instanceof TemporalConstraint<?> temporal) {
            return Times.of(temporal, tuple, scene).holds();
        }
        if (constraint instanceof SingleConstraint single) {
            return single.getPredicate().test(tuple.all(single.getVariables()));
        }
        boolean any = constraint.getType() == Constraint.Type.OR;
        for (Constraint child : constraint.getChildren()) {
            if (holds(child, tuple, scene) == any) {
                return any;
            }
        }
        return !any;
    }

    private Outcome missed(Tuple tuple, Scene scene) {
        return compiled instanceof TemporalConstraint<?> temporal
                ? new Outcome(Result.FALSE, Times.of(temporal, tuple, scene).missed())
                : NOT_HELD;
    }

    /** Whether it can be tried on one fact alone. */
    boolean isAlone(Variable<?> self, List<org.drools.model.Binding> bindings) {
        return reads().stream().allMatch(variable -> own(variable, self, bindings));
    }

    private static boolean own(Variable<?> variable, Variable<?> self, List<org.drools.model.Binding> bindings) {
        return variable.equals(self)
                || bindings.stream()
                        .filter(each -> each.getBoundVariable().equals(variable))
                        .anyMatch(each -> List.of(each.getInputVariables()).stream()
                                .allMatch(input -> !input.equals(variable) && own(input, self, bindings)));
    }

    /** The variables that it reads. */
    List<Variable<?>> reads() {
        List<Variable<?>> found = new ArrayList<>();
        if (compiled != null) {
            read(compiled, found);
        }
        return found;
    }

    private static void read(Constraint constraint, List<Variable<?>> found) {
        if (constraint instanceof SingleConstraint single) {
            for (Variable<?> each : single.getVariables()) {
                found.add(each);
            }
        } else {
            constraint.getChildren().forEach(child -> read(child, found));
        }
    }
}
