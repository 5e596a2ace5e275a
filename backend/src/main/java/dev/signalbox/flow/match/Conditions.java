package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Explanation.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drools.model.Binding;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/** The compiled conditions of a rule, pattern by pattern, to be tried on one event. */
final class Conditions {

    static final String JOIN = "needs another event";
    static final String FAILED = "could not be evaluated: ";

    /** @param reason why the result is unknown */
    record Outcome(Result result, @Nullable String reason) {}

    private Conditions() {}

    /** The patterns in the order of the text. */
    static List<Checks> of(Rule rule) {
        List<Checks> patterns = new ArrayList<>();
        walk(rule.getView(), patterns);
        return patterns;
    }

    private static void walk(Condition condition, List<Checks> patterns) {
        if (condition instanceof Pattern<?> pattern) {
            List<SingleConstraint> found = new ArrayList<>();
            flatten(pattern.getConstraint(), found);
            patterns.add(new Checks(pattern.getPatternVariable(), List.copyOf(pattern.getBindings()), found));
        } else {
            condition.getSubConditions().forEach(each -> walk(each, patterns));
        }
    }

    private static void flatten(Constraint constraint, List<SingleConstraint> found) {
        if (constraint instanceof SingleConstraint single) {
            found.add(single);
        } else {
            constraint.getChildren().forEach(child -> flatten(child, found));
        }
    }

    /**
     * The compiled constraints of one pattern.
     *
     * @param self what stands for the event itself
     * @param bindings names that the pattern gives to what it reads of the event
     */
    record Checks(Variable<?> self, List<Binding> bindings, List<SingleConstraint> constraints) {

        /** Tries the constraint of this text; a mere binding is always met. */
        Outcome test(String text, Event event) {
            String wanted = bare(text);
            List<SingleConstraint> meant = constraints.stream()
                    .filter(each ->
                            same(wanted, bare(each.predicateInformation().getStringConstraint())))
                    .toList();
            if (meant.isEmpty()) {
                return wanted.matches("\\$?\\w+:[^=<>!&|]*")
                        ? new Outcome(Result.TRUE, null)
                        : new Outcome(Result.UNKNOWN, JOIN);
            }
            Outcome outcome = new Outcome(Result.TRUE, null);
            for (SingleConstraint each : meant) {
                Outcome one = test(each, event);
                if (outcome.result() == Result.TRUE || one.result() == Result.FALSE) {
                    outcome = one;
                }
            }
            return outcome;
        }

        /** A constraint with a binding is compiled without its {@code $name :}. */
        private static boolean same(String wanted, String compiled) {
            return !compiled.isEmpty() && (wanted.equals(compiled) || wanted.endsWith(':' + compiled));
        }

        private Outcome test(SingleConstraint constraint, Event event) {
            if (constraint.isTemporal() || !Stream.of(constraint.getVariables()).allMatch(this::known)) {
                return new Outcome(Result.UNKNOWN, JOIN);
            }
            try {
                @Nullable Object[] values = new Object[constraint.getVariables().length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(constraint.getVariables()[i], event);
                }
                return new Outcome(constraint.getPredicate().test(values) ? Result.TRUE : Result.FALSE, null);
            } catch (Exception | StackOverflowError e) {
                return new Outcome(Result.UNKNOWN, FAILED + e);
            }
        }

        private boolean known(Variable<?> variable) {
            return variable.equals(self) || binding(variable) != null;
        }

        private @Nullable Object value(Variable<?> variable, Event event) {
            Binding binding = binding(variable);
            return binding == null ? event : binding.eval(event);
        }

        /** A binding of this very event; one that reads another binding too is not looked into. */
        private @Nullable Binding binding(Variable<?> variable) {
            return bindings.stream()
                    .filter(each -> each.getBoundVariable().equals(variable))
                    .filter(each -> each.getInputVariables().length == 1
                            && each.getInputVariable().equals(self))
                    .findFirst()
                    .orElse(null);
        }

        private static String bare(String text) {
            return text.replaceAll("\\s", "");
        }
    }
}
