package dev.signalbox.flow.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Binding;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/** What the conditions of a rule have bound so far: a chain that grows by a fact, or by results, with each of them. */
final class Tuple {

    static final Tuple EMPTY = new Tuple(null, null, null, Map.of(), 0);

    private final @Nullable Tuple before;
    private final Element.@Nullable Look look;
    private final @Nullable Object fact;
    private final Map<Variable<?>, @Nullable Object> values;
    private final long due;

    private Tuple(
            @Nullable Tuple before,
            Element.@Nullable Look look,
            @Nullable Object fact,
            Map<Variable<?>, @Nullable Object> values,
            long due) {
        this.before = before;
        this.look = look;
        this.fact = fact;
        this.values = values;
        this.due = due;
    }

    Tuple with(Element.Look look, Object fact) {
        return new Tuple(this, look, fact, Map.of(), due);
    }

    Tuple with(Map<Variable<?>, @Nullable Object> results) {
        return new Tuple(this, null, null, new HashMap<>(results), due);
    }

    /** The same, as a match only from this time on. */
    Tuple due(long time) {
        return new Tuple(before, look, fact, values, Math.max(due, time));
    }

    /** When it becomes a match, milliseconds since the epoch; 0 for at once. */
    long due() {
        return due;
    }

    /** What a condition read is not among it: nothing can be said about it. */
    static final class Unbound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unbound(String name) {
            super("it reads " + name + ", which is not bound here", null, false, false);
        }
    }

    /** What it grew from. */
    Tuple before() {
        return before == null ? this : before;
    }

    @Nullable
    Object get(Variable<?> variable) {
        if (values.containsKey(variable)) {
            return values.get(variable);
        }
        if (look != null) {
            if (look.self().equals(variable)) {
                return fact;
            }
            Binding binding = look.binding(variable);
            if (binding != null) {
                return binding.eval(all(binding.getInputVariables()));
            }
        }
        if (before == null) {
            throw new Unbound(variable.getName());
        }
        return before.get(variable);
    }

    @Nullable
    Object[] all(Variable<?>[] variables) {
        @Nullable Object[] found = new Object[variables.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = get(variables[i]);
        }
        return found;
    }

    /** The facts in the order of the patterns, each with the pattern that it meets. */
    List<Held> facts() {
        List<Held> found = before == null ? new ArrayList<>() : before.facts();
        if (look != null && fact != null) {
            found.add(new Held(look, fact));
        }
        return found;
    }

    /** Its end, without what was bound before that. */
    Tuple last(int facts) {
        return look == null || before == null || facts == 0
                ? EMPTY
                : new Tuple(before.last(facts - 1), look, fact, values, 0);
    }

    record Held(Element.Look look, Object fact) {}

    /** The values that rules call by a name of their own, by that name. */
    Map<String, @Nullable Object> named() {
        Map<String, @Nullable Object> found = before == null ? new java.util.LinkedHashMap<>() : before.named();
        values.forEach((variable, value) -> put(found, variable, value));
        if (look != null) {
            for (Binding binding : look.bindings()) {
                put(found, binding.getBoundVariable(), get(binding.getBoundVariable()));
            }
        }
        return found;
    }

    private static void put(Map<String, @Nullable Object> found, Variable<?> variable, @Nullable Object value) {
        String name = Names.of(variable);
        if (!name.isEmpty()) {
            found.put(name, value);
        }
    }
}
