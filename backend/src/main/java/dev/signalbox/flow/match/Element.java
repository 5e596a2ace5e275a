package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.RuleShape.PatternShape;
import java.util.List;
import java.util.Map;
import org.drools.core.base.accumulators.CountAccumulateFunction;
import org.drools.model.AccumulatePattern;
import org.drools.model.Binding;
import org.drools.model.Variable;
import org.drools.model.WindowDefinition;
import org.jspecify.annotations.Nullable;

/** One condition of a rule, compiled, with what its text says about it. */
sealed interface Element {

    /** The patterns in it, in the order of the text. */
    List<Look> looks();

    /**
     * A fact is looked for.
     *
     * @param number of the pattern in the text, from 0
     * @param window the events are seen through; null for none
     */
    record Look(
            int number,
            Variable<?> self,
            PatternShape shape,
            List<Check> checks,
            List<Binding> bindings,
            @Nullable WindowDefinition window)
            implements Element {

        @Nullable
        Binding binding(Variable<?> variable) {
            for (Binding each : bindings) {
                if (each.getBoundVariable().equals(variable)) {
                    return each;
                }
            }
            return null;
        }

        boolean onEvents() {
            return self.getType() == Event.class;
        }

        @Override
        public List<Look> looks() {
            return List.of(this);
        }
    }

    /**
     * A condition on what is inside, as {@code not} and {@code exists} are.
     *
     * @param wanted of a {@code forall}, what each fact must meet, by the number of the pattern
     */
    record Group(Kind kind, List<Element> inner, Map<Integer, List<Check>> wanted) implements Element {
        @Override
        public List<Look> looks() {
            return inner.stream().flatMap(each -> each.looks().stream()).toList();
        }
    }

    /** How a {@link Group} takes what is inside; {@code EVERY} is met by those that violate it. */
    enum Kind {
        ABSENT,
        PRESENT,
        EVERY
    }

    /** @param results constraints on what was counted */
    record Count(List<Element> source, AccumulatePattern<?> model, List<Check> results) implements Element {

        /** Whether a result is a mere number of facts. */
        boolean counts(String result) {
            return List.of(model.getAccumulateFunctions()).stream()
                    .filter(each -> Names.of(each.getResult()).equals(result))
                    .anyMatch(each -> each.createFunctionObject() instanceof CountAccumulateFunction);
        }

        @Override
        public List<Look> looks() {
            return source.stream().flatMap(each -> each.looks().stream()).toList();
        }
    }

    /** A condition without a fact of its own. */
    record Test(Check check) implements Element {
        @Override
        public List<Look> looks() {
            return List.of();
        }
    }

    /** What this explanation does not follow. */
    record Unclear(String why, List<Look> looks) implements Element {}
}
