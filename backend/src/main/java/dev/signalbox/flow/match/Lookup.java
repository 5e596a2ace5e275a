package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import org.drools.model.Constraint;
import org.drools.model.Index;
import org.drools.model.Pattern;
import org.drools.model.Variable;
import org.drools.model.constraints.AbstractSingleConstraint;
import org.drools.model.functions.Function1;
import org.drools.model.index.BetaIndexImpl;
import org.jspecify.annotations.Nullable;

/**
 * Has the engine look up what is joined by a text of the data, {@code str("card") == $card} or {@code == $e.str("card")}. It
 * makes an index for a property only, and would compare each event with every other one that is kept.
 */
final class Lookup {

    private static final java.util.regex.Pattern JOIN = java.util.regex.Pattern.compile(
            "\\s*str\\(\\s*\"([^\"\\\\]+)\"\\s*\\)\\s*==\\s*\\$\\w+(?:\\.str\\(\\s*\"([^\"\\\\]+)\"\\s*\\))?\\s*");

    /** The engine tells indexes apart by a number: those of properties are small ones. */
    private static final AtomicInteger NUMBERS = new AtomicInteger(10_000);

    private static final Map<String, Integer> NUMBER_OF = new ConcurrentHashMap<>();

    private Lookup() {}

    /** Gives an index to each constraint of a pattern that can have one. */
    static void within(Pattern<?> pattern, Constraint constraint) {
        if (constraint instanceof AbstractSingleConstraint single) {
            Index<?, ?> index = single.getIndex() == null ? index(pattern, single) : null;
            if (index != null) {
                single.setIndex(index);
            }
        } else if (constraint.getType() != Constraint.Type.OR) {
            constraint.getChildren().forEach(child -> within(pattern, child));
        }
    }

    private static @Nullable Index<?, ?> index(Pattern<?> pattern, AbstractSingleConstraint constraint) {
        Variable<?>[] variables = constraint.getVariables();
        Matcher written =
                JOIN.matcher(String.valueOf(constraint.predicateInformation().getStringConstraint()));
        if (variables.length != 2
                || !variables[0].equals(pattern.getPatternVariable())
                || !variables[0].getType().equals(Event.class)
                || !written.matches()) {
            return null;
        }
        String other = written.group(2);
        Class<?> wanted = other == null ? String.class : Event.class;
        return variables[1].getType().equals(wanted) ? index(written.group(1), other) : null;
    }

    private static Index<Event, String> index(String path, @Nullable String other) {
        Function1<Event, String> own = event -> event.str(path);
        Function1<Object, ?> bound = other == null ? value -> value : event -> ((Event) event).str(other);
        int number = NUMBER_OF.computeIfAbsent(path, none -> NUMBERS.getAndIncrement());
        return new BetaIndexImpl<>(String.class, Index.ConstraintType.EQUAL, number, own, bound, String.class);
    }
}
