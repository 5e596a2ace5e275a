package dev.signalbox.flow.match;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.kie.api.runtime.rule.FactHandle;

/** The facts of one type that a session holds, those first whose time ends first. */
final class Shelf {

    static final Comparator<Held> FIRST = Comparator.comparingLong(Held::end).thenComparingLong(Held::number);

    private final String type;
    private final boolean inserted;
    private final long lifetime;
    private final int most;
    private final PriorityQueue<Held> held = new PriorityQueue<>(FIRST);
    private long bytes;

    /* For whoever looks from another thread; each by itself, in no order with the others. */
    private final AtomicLong shownCount = new AtomicLong();
    private final AtomicLong shownBytes = new AtomicLong();
    private final AtomicLong shownOldest = new AtomicLong();

    /**
     * @param end when its time is over, milliseconds since the epoch
     * @param number by which facts of one end are told apart: the earlier one first
     * @param bytes that it takes, about
     */
    record Held(long end, long number, FactHandle handle, int bytes) {}

    /**
     * @param inserted whether rules insert it
     * @param lifetime of each, milliseconds
     * @param most that there may be; 0 for any number
     */
    Shelf(String type, boolean inserted, long lifetime, int most) {
        this.type = type;
        this.inserted = inserted;
        this.lifetime = lifetime;
        this.most = most;
    }

    String type() {
        return type;
    }

    int most() {
        return most;
    }

    /** What the author of a decision for which one had to leave early should know. */
    String warning() {
        return "an event of type " + type + " is forgotten early: a partition remembers " + most
                + " of a type (--rule-events)";
    }

    long lifetime() {
        return lifetime;
    }

    void add(Held more) {
        held.add(more);
        bytes += more.bytes();
        show();
    }

    /** Whether there are more than there may be. */
    boolean isOver() {
        return most > 0 && held.size() > most;
    }

    /** When the first one ends, milliseconds since the epoch. */
    long next() {
        Held first = held.peek();
        return first == null ? Long.MAX_VALUE : first.end();
    }

    /** Takes the first one away. */
    Held take() {
        Held first = held.remove();
        bytes -= first.bytes();
        show();
        return first;
    }

    private void show() {
        shownCount.setRelease(held.size());
        shownBytes.setRelease(bytes);
        shownOldest.setRelease(held.isEmpty() ? 0 : next() - lifetime);
    }

    /** What is on it at the moment. For any thread. */
    Remembered remembered() {
        return new Remembered(
                type, inserted, shownCount.getAcquire(), shownBytes.getAcquire(), shownOldest.getAcquire(), most);
    }
}
