package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Explanation.Fact;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the facts of a session come from: events from a position, declared facts from a rule that fired for an event. */
final class Origins {

    /**
     * @param cause the event that was decided; null when it is not known
     * @param position of that event
     * @param rule that inserted it, as {@code pack/rule}
     * @param time by which rules go, milliseconds since the epoch
     */
    record Inserted(@Nullable Event cause, long position, String rule, long time) {}

    private static final Inserted UNKNOWN = new Inserted(null, 0, "", 0);

    private final IdentityHashMap<Event, Long> positions = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Inserted> inserted = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Long> orders = new IdentityHashMap<>();
    private @Nullable Event last;
    private long order;

    /** This event is shown to the session now. */
    void comes(Event event, long position) {
        last = event;
        positions.put(event, position);
        orders.put(event, ++order);
    }

    void inserted(Object fact, String rule, long time) {
        inserted.put(fact, new Inserted(last, last == null ? 0 : position(last), rule, time));
        orders.put(fact, ++order);
    }

    void gone(Object fact) {
        orders.remove(fact);
        inserted.remove(fact);
        if (fact instanceof Event event) {
            positions.remove(event);
        }
    }

    boolean knows(Object fact) {
        return orders.containsKey(fact);
    }

    /** 0 when it is not known. */
    long position(Event event) {
        return positions.getOrDefault(event, 0L);
    }

    Inserted inserted(Object fact) {
        return inserted.getOrDefault(fact, UNKNOWN);
    }

    long time(Object fact) {
        return inserted(fact).time();
    }

    /** The later it came the higher. */
    long order(Object fact) {
        return orders.getOrDefault(fact, 0L);
    }

    /**
     * A fact as a reader finds it again.
     *
     * @param read what the constraint that stopped it read of it
     * @param why what stopped it
     */
    Fact told(Object fact, Map<String, @Nullable Object> read, @Nullable String why) {
        if (fact instanceof Event of) {
            return new Fact(
                    "Event", of.getType(), of.getSource(), of.getId(), position(of), of.getTime(), null, read, why);
        }
        Inserted from = inserted(fact);
        Event cause = from.cause();
        return new Fact(
                fact.getClass().getSimpleName(),
                cause == null ? "" : cause.getType(),
                cause == null ? "" : cause.getSource(),
                cause == null ? "" : cause.getId(),
                from.position(),
                from.time(),
                from.rule(),
                Actuals.fields(fact),
                why);
    }
}
