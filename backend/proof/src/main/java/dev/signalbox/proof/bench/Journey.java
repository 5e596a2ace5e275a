package dev.signalbox.proof.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongPredicate;
import org.HdrHistogram.Histogram;

/** When each order of a window was due, answered and called for. The sink writes from another thread than the generator. */
final class Journey {

    private static final int REST = 1_000;

    private final long first;
    private final LongPredicate calling;
    private final AtomicLongArray due;
    private final AtomicLongArray answered;
    private final AtomicLongArray called;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private volatile long lastCall;
    private int expected;

    /**
     * @param delivery the first of the window
     * @param most how many deliveries the window can have
     * @param calling whether a rule asks for calls
     */
    Journey(long delivery, int most, boolean calling) {
        this(delivery, most, order -> calling && Orders.matches(order));
    }

    /** @param calling whether a rule asks for the call of an order */
    Journey(long delivery, int most, LongPredicate calling) {
        this.calling = calling;
        this.first = Orders.first(delivery);
        int size = most + REST;
        this.due = new AtomicLongArray(size);
        this.answered = new AtomicLongArray(size);
        this.called = new AtomicLongArray(size);
    }

    private int index(long order) {
        long index = order - first;
        return index < 0 || index >= due.length() ? -1 : (int) index;
    }

    void due(long delivery, long when) {
        int index = index(Orders.order(delivery));
        if (index >= 0 && !Orders.isDuplicate(delivery)) {
            due.setPlain(index, when);
        }
    }

    /** The first 2xx for an order, be it for the duplicate, is when its sender knows that it is journaled. */
    void answered(long delivery, int status, long now) {
        int index = index(Orders.order(delivery));
        if (status / 100 == 2 && index >= 0 && answered.getPlain(index) == 0) {
            answered.setPlain(index, now);
            if (calling.test(Orders.order(delivery))) {
                expected++;
            }
        }
    }

    /** When an order was due, by this process's clock; 0 when it is none of the window. */
    long dueAt(long order) {
        int index = index(order);
        return index < 0 ? 0 : due.get(index);
    }

    /** Another time at which what an order leads to is due. */
    void dueAt(long order, long when) {
        int index = index(order);
        if (index >= 0) {
            due.set(index, when);
        }
    }

    /** When an order was first answered with 2xx; 0 when it was not, or is none of the window. */
    long answeredAt(long order) {
        int index = index(order);
        return index < 0 ? 0 : answered.get(index);
    }

    /** Called by the sink. */
    void called(long order, long now) {
        int index = index(order);
        if (index < 0 || !called.compareAndSet(index, 0, now)) {
            repeats.incrementAndGet();
        } else {
            lastCall = now;
            calls.incrementAndGet();
        }
    }

    /** Orders that the hub has taken and whose rule asks for a call. */
    int expected() {
        return expected;
    }

    /** Orders that were called for, each counted once. */
    int calls() {
        return calls.get();
    }

    int repeats() {
        return repeats.get();
    }

    long lastCall() {
        return lastCall;
    }

    /** From the answer to the first call; a call that comes before the answer counts as none. */
    Quantiles fromAnswer() {
        return times(answered);
    }

    /** From when the delivery was due. */
    Quantiles fromDue() {
        return times(due);
    }

    /** The longest of them, in milliseconds. */
    double longest() {
        return histogram(due).getMaxValue() / 1e6;
    }

    private Quantiles times(AtomicLongArray from) {
        return Quantiles.of(histogram(from));
    }

    private Histogram histogram(AtomicLongArray from) {
        Histogram times = Quantiles.histogram();
        for (int i = 0; i < called.length(); i++) {
            long end = called.get(i);
            if (end != 0 && from.get(i) != 0) {
                times.recordValue(Math.max(0, end - from.get(i)));
            }
        }
        return times;
    }
}
