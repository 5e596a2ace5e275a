package dev.signalbox.proof.prove.load;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of events, each for something that can go wrong in its own way. */
public enum Kind {
    /** No rule wants it. */
    PLAIN("note.plain", 18),
    /** One call. */
    PAID("order.paid", 24),
    /** Two calls, one after the other. */
    SHIPPED("order.shipped", 11),
    /** One call, whose first attempt fails. */
    FLAKY("order.flaky", 7),
    /** A wait, then a call. */
    PARKED("order.parked", 6),
    /** A call that fails for good: a dead letter. */
    DOOMED("order.doomed", 4),
    /** A derived event with another key, and a call because of that one. */
    MOVED("order.moved", 8),
    /** A process with another key. */
    FAR("order.far", 5),
    /** Three within five minutes by one card start a process. */
    FAILED("card.failed", 8),
    /** A call when no confirmation comes within two seconds. */
    PLACED("cart.placed", 4),
    /** The confirmation, by the client that placed it. */
    CONFIRMED("cart.confirmed", 0),
    /** A long wait, then a call; the client that sent it calls it off. */
    HELD("order.held", 3),
    /** What calls it off. */
    RELEASED("order.released", 0),
    /** A saga, which is refused at its end every other time. */
    TRIP("trip.booked", 5),
    /** What a trip listens for, by the client that booked it. */
    TRIP_PAID("trip.paid", 0),
    /** One call, by every other version of the rules only. */
    SECOND("note.second", 3),
    /** Its rule fails: quarantine. */
    POISON("order.poison", 1.5),
    /** It leads to itself, from key to key, until it is put aside. */
    LOOP("loop.turn", 0.2),
    /** No JSON: it is refused, and never seen again. */
    TORN("note.torn", 0.8);

    /** After this time no rule wants anything any more because of an event and the clock. */
    public static final long LATEST_MILLIS = 3_500;

    /**
     * So long a held one waits: longer than hubs can be kept from deciding what calls it off. If they do not decide it, the
     * run does not come to rest.
     */
    static final long HELD_MILLIS = 600_000;

    private final String type;
    private final double weight;

    Kind(String type, double weight) {
        this.type = type;
        this.weight = weight;
    }

    public String type() {
        return type;
    }

    /** How often it is sent, compared with the others. */
    double weight() {
        return weight;
    }

    /** The key to which an event goes that goes to another one. */
    public static String target(String id) {
        return "to-" + Math.floorMod(id.hashCode(), 16);
    }

    public static Optional<Kind> ofType(String type) {
        return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }
}
