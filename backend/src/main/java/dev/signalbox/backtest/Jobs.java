package dev.signalbox.backtest;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The back-tests of this hub, one at a time on a thread of the lowest priority. The last ones are kept in memory; they
 * are gone when the hub ends.
 */
public final class Jobs implements AutoCloseable {

    /** How many are kept, with those that wait. */
    public static final int KEPT = 20;

    private static final int ALPHABET = 36;
    private static final int ID_BITS = 40;

    /** Live is behind: then a back-test does little more than wait. */
    private static final long BEHIND = 500;

    private static final long SHORT_NANOS = 200_000;
    private static final long LONG_NANOS = 50_000_000;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final LongSupplier backlog;
    private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong replayed = new AtomicLong();
    private final Thread thread;

    /** @param backlog how many entries wait to be decided live */
    @SuppressWarnings("ThreadPriorityCheck") // a wish; what gives way is the pause
    public Jobs(InstantSource clock, RandomGenerator random, LongSupplier backlog) {
        this.clock = clock;
        this.random = random;
        this.backlog = backlog;
        this.thread = new Thread(this::work, "backtest");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Puts it at the end of the queue; empty when too many wait already. */
    public synchronized Optional<Job> add(Job.Wanted wanted, Backtest backtest) {
        if (jobs.size() >= KEPT) {
            Optional<Job> oldest = jobs.stream().filter(Job::over).findFirst();
            if (oldest.isEmpty()) {
                return Optional.empty();
            }
            jobs.remove(oldest.get());
        }
        String id = Long.toString(random.nextLong(1L << ID_BITS), ALPHABET);
        Job job = new Job(id, wanted, backtest, clock);
        jobs.add(job);
        waiting.add(job);
        return Optional.of(job);
    }

    public synchronized Optional<Job> find(String pack, String id) {
        return jobs.stream()
                .filter(job -> job.id().equals(id) && job.wanted().pack().equals(pack))
                .findFirst();
    }

    /** Newest first. */
    public synchronized List<Job> of(String pack) {
        List<Job> found = new ArrayList<>(
                jobs.stream().filter(job -> job.wanted().pack().equals(pack)).toList());
        Collections.reverse(found);
        return found;
    }

    /** False when it is over already. */
    public boolean cancel(Job job) {
        if (waiting.remove(job)) {
            finished.incrementAndGet();
        }
        return job.cancel();
    }

    /** How many run or wait. */
    public synchronized long open() {
        return jobs.stream().filter(job -> !job.over()).count();
    }

    /** How many came to an end since the hub began, of whichever kind. */
    public long finished() {
        return finished.get();
    }

    /** How many events they decided again since the hub began. */
    public long replayed() {
        return replayed.get();
    }

    private void work() {
        try {
            while (true) {
                Job job = waiting.take();
                long[] seen = new long[1];
                job.run(() -> {
                    replayed.addAndGet(job.events() - seen[0]);
                    seen[0] = job.events();
                    giveWay();
                });
                finished.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The priority of a thread is a wish that most systems do not hear; a pause is heard by all. */
    private void giveWay() {
        LockSupport.parkNanos(backlog.getAsLong() > BEHIND ? LONG_NANOS : SHORT_NANOS);
    }

    @Override
    public void close() {
        List<Job> open;
        synchronized (this) {
            open = jobs.stream().filter(job -> !job.over()).toList();
        }
        for (Job job : open) {
            var unusedWasOpen = job.cancel();
        }
        thread.interrupt();
    }
}
