package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a session remembers.
 *
 * @param type simple name, such as {@code Event} or that of a declared fact
 * @param text the fact in words
 * @param event the event itself; null when a rule has inserted the fact
 */
public record Fact(String type, String text, @Nullable Event event) {

    /** All that a session remembers, in an order that depends on nothing but the facts. For the session's own thread. */
    public static List<Fact> of(Session session) {
        return session.engine.getObjects().stream()
                .map(Fact::of)
                .sorted(Comparator.comparingLong(Fact::since).thenComparing(Fact::text))
                .toList();
    }

    private static Fact of(Object object) {
        return new Fact(
                object.getClass().getSimpleName(),
                String.valueOf(object),
                object instanceof Event event ? event : null);
    }

    /** Inserted facts stand after all events. */
    private long since() {
        return event == null ? Long.MAX_VALUE : event.getAt();
    }
}
