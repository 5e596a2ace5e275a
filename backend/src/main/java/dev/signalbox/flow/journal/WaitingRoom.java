package dev.signalbox.flow.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be appended, counted from its offer to its outcome. May be asked from any thread; the loop of the journal alone
 * holds it and tells it of flushes.
 */
final class WaitingRoom {

    private static final int MOST = 2_000;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int LEAST_USUAL = 16;
    private static final double MORE = 1.25;
    private static final double FORGETTING = 0.02;

    private final int largest;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile Offered.@Nullable Refused held;
    private volatile Flush last = new Flush(0, 0, 0, LEAST_USUAL);

    /**
     * The latest flush.
     *
     * @param number how many have come back before it
     * @param size offers that it carries; 0 when it has come back
     * @param oldest when the oldest offer came that waited at its start, by {@link System#nanoTime}
     * @param usual what a flush usually takes
     */
    private record Flush(long number, int size, long oldest, double usual) {

        /** A larger flush is usual at once, for a burst must not look like a queue; a smaller one only in time. */
        Flush next(int taken, long since) {
            double slowly = usual + FORGETTING * (Math.max(LEAST_USUAL, taken) - usual);
            return new Flush(number, taken, since, Math.max(taken, slowly));
        }
    }

    /** @param largest how many offers one flush may carry */
    WaitingRoom(int largest) {
        this.largest = largest;
        hold("the journal is not checked yet");
    }

    /** Lets nobody in from now on. */
    void hold(String reason) {
        held = new Offered.Refused("journal_unavailable", reason, 1);
    }

    void goOn() {
        held = null;
    }

    /** Why nobody is let in; null when somebody may be. */
    Offered.@Nullable Refused held() {
        return held;
    }

    /** Why so many bytes would not be let in now; null when they would. */
    Offered.@Nullable Refused refusal(long bytes) {
        Offered.Refused closed = held;
        if (closed != null) {
            return closed;
        }
        int offers = waiting.get();
        long all = waitingBytes.get();
        if (offers >= MOST || (offers > 0 && all + bytes > MOST_BYTES)) {
            return new Offered.Refused(
                    "overloaded", offers + " offers of " + all + " bytes wait for the journal already", 1);
        }
        return null;
    }

    void entered(int bytes) {
        waiting.incrementAndGet();
        waitingBytes.addAndGet(bytes);
    }

    void left(int bytes) {
        waiting.decrementAndGet();
        waitingBytes.addAndGet(-bytes);
    }

    /** @param oldest of all that wait, whether this flush carries it or not */
    void flushing(int offers, long oldest) {
        last = last.next(offers, oldest);
    }

    void flushed() {
        last = new Flush(last.number() + 1, 0, last.oldest(), last.usual());
    }

    AppendQueue queue() {
        Flush flush = last;
        int offers = waiting.get();
        double next = Math.min(MORE * flush.usual(), largest);
        long waited = offers == 0 || flush.size() == 0 ? 0 : System.nanoTime() - flush.oldest();
        return new AppendQueue(
                TimeUnit.NANOSECONDS.toMillis(Math.max(0, waited)),
                Math.max(0, offers - flush.size()) / next,
                flush.number());
    }
}
