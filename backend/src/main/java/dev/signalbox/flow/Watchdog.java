package dev.signalbox.flow;

import dev.signalbox.flow.journal.Blame;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.redis.KeySpace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after rules that do not come to an end. Java cannot stop a thread: such a rule ends the process, once, and what it
 * was at is written down, so that the next owner leaves it out. What counts is processor time, and looks at which the
 * thread waited, so that neither a slow machine nor a process that was stopped makes a rule guilty.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long LOOK_MILLIS = 250;
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);

    /* Told as slow from this part of the limit on. */
    private static final int SLOW = 5;

    /* So long it tries to write down what ends the process. */
    private static final long BLAME_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long AGAIN_MILLIS = 100;
    private static final int FRAMES = 12;

    private final Parts parts;
    private final long limit;
    private final Runnable end;
    private final Threads threads;
    private final List<Watched> watched;
    private final AtomicReferenceArray<@Nullable Sight> sights;
    private final Thread thread = new Thread(this::run, "watchdog");
    private volatile boolean open = true;

    /** What it writes to. */
    public record Parts(Journal journal, KeySpace keys, InstantSource clock) {}

    Watchdog(Parts parts, Duration limit, Runnable end, Threads threads) {
        this.parts = parts;
        this.limit = limit.toNanos();
        this.end = end;
        this.threads = threads;
        int partitions = parts.journal().partitions();
        this.watched = IntStream.range(0, partitions).mapToObj(Watched::new).toList();
        this.sights = new AtomicReferenceArray<>(partitions);
        this.thread.setDaemon(true);
    }

    /**
     * Begins to look.
     *
     * @param limit of one evaluation
     * @param end ends the process at once
     */
    public static Watchdog open(Parts parts, Duration limit, Runnable end) {
        Watchdog watchdog = new Watchdog(parts, limit, end, Threads.ofTheJvm());
        watchdog.thread.start();
        return watchdog;
    }

    Watched of(int partition) {
        return watched.get(partition);
    }

    private void run() {
        while (open) {
            try {
                Thread.sleep(LOOK_MILLIS);
                look();
            } catch (InterruptedException e) {
                open = false;
            } catch (RuntimeException e) {
                LOG.error("the watchdog could not look, and goes on: {}", String.valueOf(e), e);
            }
        }
    }

    /** One look at all partitions. */
    void look() {
        for (Watched each : watched) {
            Sight sight = sight(each);
            sights.set(each.partition(), sight);
            if (sight != null && sight.spent() >= limit) {
                judge(each, sight);
            }
        }
    }

    private @Nullable Sight sight(Watched each) {
        Watched.Evaluation under = each.under();
        Thread on = each.thread();
        if (under == null || on == null) {
            return null;
        }
        Sight before = sights.get(each.partition());
        if (before == null || !before.isOf(under)) {
            return Sight.first(under, threads.used(on));
        }
        keep(each);
        return before.again(threads.used(on), threads.waits(on), LOOK);
    }

    /** Its thread cannot prolong the lease now; another owner would come no further, and could not be told why. */
    private void keep(Watched each) {
        parts.journal()
                .renew(each.partition(), each.epoch())
                .onFailure(e -> LOG.debug("not prolonged: {}", e.getMessage()));
    }

    private void judge(Watched each, Sight sight) {
        if (each.condemn(sight.what())) {
            Culprit culprit = new Culprit(each.partition(), sight);
            LOG.error(
                    "THE HUB ENDS WITH CODE 70, and is to be started again. Partition {}: {}; {}. It was at{}",
                    each.partition(),
                    culprit.cause(),
                    culprit.advice(),
                    frames(Objects.requireNonNull(each.thread())));
            write(each, culprit.blame(parts.keys(), parts.clock().millis()));
            open = false;
            end.run();
        }
    }

    private static String frames(Thread thread) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(thread.getStackTrace()).limit(FRAMES).forEach(frame -> text.append("\n    ")
                .append(frame));
        return text.toString();
    }

    private void write(Watched each, Blame blame) {
        for (long since = System.nanoTime(); System.nanoTime() - since < BLAME_NANOS; ) {
            try {
                boolean ours = parts.journal()
                        .blame(each.partition(), each.epoch(), blame)
                        .await(BLAME_NANOS, TimeUnit.NANOSECONDS);
                if (!ours) {
                    LOG.warn(
                            "partition {}: another hub owns it by now, and has to find out by itself",
                            each.partition());
                }
                return;
            } catch (Throwable e) {
                // An error reply of Redis is a Throwable, and neither a RuntimeException nor an Error.
                LOG.warn(
                        "partition {}: Redis did not take down what ended the hub: {}",
                        each.partition(),
                        e.getMessage());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<Culprit> underWay() {
        List<Culprit> all = new ArrayList<>();
        for (int partition = 0; partition < sights.length(); partition++) {
            Sight sight = sights.get(partition);
            if (sight != null) {
                all.add(new Culprit(partition, sight));
            }
        }
        return all.stream();
    }

    /** One for each partition whose rules take long at this moment. */
    public List<String> slow() {
        return underWay()
                .filter(each -> each.sight().spent() >= limit / SLOW)
                .map(each -> each.sentence(limit))
                .toList();
    }

    /** How long the rules have been busy with one event or second, the longest of all partitions. */
    public double longestSeconds() {
        return underWay().mapToDouble(each -> each.sight().seconds()).max().orElse(0);
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }
}
