package dev.signalbox.flow;

import dev.signalbox.flow.match.Remembered;
import dev.signalbox.flow.match.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of one partition evaluates at the moment, where the watchdog sees it. Begun and ended by that thread,
 * twice for each event: it costs a small record and two plain stores or swaps.
 */
final class Watched {

    /**
     * One evaluation.
     *
     * @param number of it in this partition, by which it is told from the next one
     * @param position of the event; for a second of the clock, of the event before it
     * @param replay whether the event was decided before
     */
    record Evaluation(long number, Session session, long position, boolean replay) {}

    private final int partition;
    private final AtomicReference<@Nullable Evaluation> under = new AtomicReference<>();
    private long begun;
    private volatile @Nullable Thread thread;
    private volatile long epoch;
    private volatile @Nullable Session decides;
    private final Map<String, LongAdder> forgotten = new ConcurrentHashMap<>();

    Watched(int partition) {
        this.partition = partition;
    }

    int partition() {
        return partition;
    }

    /** From now on the calling thread evaluates, as the owner of this epoch. */
    void owned(long since) {
        epoch = since;
        thread = Thread.currentThread();
    }

    /** @param session that decides from now on; null for none */
    void decides(@Nullable Session session) {
        decides = session;
    }

    /** What the session that decides remembers. */
    List<Remembered> remembered() {
        Session session = decides;
        return session == null ? List.of() : session.remembered();
    }

    /** An event of this type had to leave the memory of the rules early. */
    void forgot(String type) {
        forgotten.computeIfAbsent(type, none -> new LongAdder()).increment();
    }

    /** How many events had to leave early, by type. */
    Map<String, LongAdder> forgotten() {
        return forgotten;
    }

    void begin(Session session, long position, boolean replay) {
        under.setRelease(new Evaluation(++begun, session, position, replay));
    }

    /** Does not return when the evaluation was condemned: its result must not count, and the process ends. */
    void end() {
        if (under.getAndSet(null) == null) {
            hold();
        }
    }

    private static void hold() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Patience.Interrupted();
        }
    }

    /** What is under way; null for nothing. */
    @Nullable
    Evaluation under() {
        return under.get();
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    long epoch() {
        return epoch;
    }

    /** @return false when it came to its end before */
    boolean condemn(Evaluation evaluation) {
        return under.compareAndSet(evaluation, null);
    }
}
