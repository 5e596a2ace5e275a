package dev.signalbox.flow;

import dev.signalbox.flow.match.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of a version that is to be activated, built on a thread of their own while the ones of the version before decide.
 * A partition that switches takes its one up, and has to catch up only with what has come since.
 */
final class Preparations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Preparations.class);

    /** An activation waits for half a minute; what is not done by then is done when the partition switches. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** So near to the head it is done: that many are caught up with in some milliseconds. */
    private static final long NEAR = 200;

    /** Of an activation that was given up nothing is taken any more: it is over after half of this. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private static final int STEP = 2_000;
    private static final long NOT_OWNED = -1;

    /** Two sessions at once must fit: no more than a quarter of the heap for those beside the live ones. */
    private static final long BYTES_OF_AN_EVENT = 2_048;

    private static final int PART_OF_HEAP = 4;

    private final Stages stages;
    private final AtomicLongArray decided;
    private final AtomicReferenceArray<@Nullable Prepared> ready;
    private final ScheduledExecutorService thread;
    private final Duration kept;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean open = true;

    /**
     * A session that has seen, muted, all up to a position.
     *
     * @param faults what its version fails at there
     * @param found what its rules have inserted
     */
    record Prepared(int version, Session session, long position, Faults faults, List<Lasting.Fact> found) {}

    /** No partition waits for these replays, but how long they take is worth knowing. */
    private record Unseen(Replays replays) implements Replays {

        @Override
        public void replayed(int partition, long done, long all) {
            // the partition decides meanwhile
        }

        @Override
        public void took(long entries, long millis) {
            replays.took(entries, millis);
        }
    }

    /** @param kept how long a session waits for the switch */
    Preparations(Stages stages, Duration kept) {
        this.stages = stages;
        this.kept = kept;
        int partitions = stages.journal().partitions();
        this.decided = new AtomicLongArray(partitions);
        this.ready = new AtomicReferenceArray<>(partitions);
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "prepare");
            made.setDaemon(true);
            return made;
        });
        for (int partition = 0; partition < partitions; partition++) {
            decided.set(partition, NOT_OWNED);
        }
    }

    /** All entries of a partition up to here are decided and committed. Called by its owner. */
    void decided(int partition, long position) {
        decided.setRelease(partition, position);
    }

    /** The partition is no longer this hub's. */
    void ended(int partition) {
        decided.setRelease(partition, NOT_OWNED);
        drop(partition);
    }

    /** Builds for each owned partition; only the newest version is of interest. */
    Future<Void> prepare(int version) {
        Promise<Void> done = Promise.promise();
        wanted.accumulateAndGet(version, Math::max);
        thread.execute(() -> {
            try {
                build(version);
            } catch (Throwable e) {
                // A thread's top. Futures throw what they failed with, be it no exception.
                LOG.warn("version {} is built when partitions switch: {}", version, String.valueOf(e), e);
            } finally {
                done.complete();
            }
        });
        return done.future();
    }

    private void build(int version) {
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int partition = 0; partition < decided.length(); partition++) {
            drop(partition);
            if (decided.getAcquire(partition) > 0 && isWanted(version)) {
                build(version, partition, end);
            }
        }
    }

    private void build(int number, int partition, long end) {
        Rulebooks.Version version = stages.rulebooks().version(number);
        if (version.rules().window().isZero()) {
            return;
        }
        // First the position, then what is left out up to it: an entry is quarantined by the commit that passes it.
        long head = decided.getAcquire(partition);
        Set<Long> quarantined = stages.remains().quarantined(partition).await();
        Faults faults = new Faults(stages.remains().faulty(partition).await());
        faults.decideBy(number);
        Lasting lasting = new Lasting(Map.of());
        Fold fold = new Fold(
                stages,
                partition,
                new Fold.Known(quarantined, faults, lasting),
                new Watched(partition),
                new Unseen(stages.replays()),
                () -> {});
        long from = fold.before(head, version);
        if (tooMuch(head - from)) {
            LOG.info(
                    "partition {}: {} events are too many to be held twice: version {} is built when it switches",
                    partition,
                    head - from,
                    number);
            return;
        }
        Session session = version.rules().session();
        while (from < head && isWanted(number) && System.nanoTime() < end) {
            long to = Math.min(head, from + STEP);
            session = fold.findTo(session, from, to, version);
            from = to;
            if (from == head) {
                head = near(partition, from, fold, session);
            }
        }
        offer(partition, new Prepared(number, session, from, faults, lasting.found()));
    }

    /** The head by now when there is much to do up to there, else the position itself. */
    private long near(int partition, long position, Fold fold, Session session) {
        long head = decided.getAcquire(partition);
        if (head - position < NEAR) {
            return position;
        }
        try {
            stages.remains().quarantined(partition).await().forEach(fold::leaveOut);
            return head;
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private boolean tooMuch(long events) {
        return events * BYTES_OF_AN_EVENT * decided.length()
                > Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    }

    private boolean isWanted(int version) {
        return open && version == wanted.get();
    }

    private void offer(int partition, Prepared prepared) {
        ready.set(partition, prepared);
        if (!isWanted(prepared.version()) || decided.getAcquire(partition) < 0) {
            drop(partition);
        } else {
            // What waits must not hold the session, which is taken soon and may hold much itself.
            WeakReference<Prepared> offered = new WeakReference<>(prepared);
            var unusedEnd = thread.schedule(() -> expire(partition, offered), kept.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void expire(int partition, WeakReference<Prepared> offered) {
        Prepared prepared = offered.get();
        if (prepared != null && ready.compareAndSet(partition, prepared, null)) {
            prepared.session().close();
        }
    }

    /** The session of a version for a partition, which is the caller's from now on; null when there is none. */
    @Nullable
    Prepared take(int partition, int version) {
        Prepared found = ready.getAndSet(partition, null);
        if (found != null && found.version() != version) {
            found.session().close();
            return null;
        }
        return found;
    }

    /** Whether a session waits for the switch of a partition. */
    boolean holds(int partition) {
        return ready.get(partition) != null;
    }

    private void drop(int partition) {
        Prepared found = ready.getAndSet(partition, null);
        if (found != null) {
            found.session().close();
        }
    }

    @Override
    public void close() {
        open = false;
        var unusedWaiting = thread.shutdownNow();
    }
}
