package dev.signalbox.feed;

import dev.signalbox.trace.Moment;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts moments since the start, and per second. */
public final class Tally implements Consumer<Moment> {

    private static final double MILLIS = 1000;

    private final InstantSource clock;
    private final LongSupplier backlog;
    private final LongSupplier deadLetters;
    private final LongAdder[] counts = new LongAdder[Counts.SIZE];
    private long[] before = new long[Counts.SIZE];
    private long beforeAt;
    private Counts rates = Counts.NONE;

    /**
     * @param backlog entries that wait for a decision, as last known; must not block
     * @param deadLetters how many wait, as last known; must not block
     */
    public Tally(InstantSource clock, LongSupplier backlog, LongSupplier deadLetters) {
        this.clock = clock;
        this.backlog = backlog;
        this.deadLetters = deadLetters;
        this.beforeAt = clock.millis();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    @Override
    public void accept(Moment moment) {
        if (moment instanceof Moment.Decided decided) {
            counts[Counts.DECIDED].increment();
            counts[Counts.MATCHED].add(decided.rules().isEmpty() ? 0 : 1);
            counts[Counts.STARTED].add(decided.instances().size());
        } else if (moment instanceof Moment.Instance instance) {
            counts[Counts.FINISHED].add(instance.state().equals("finished") ? 1 : 0);
            counts[Counts.FAILED].add(instance.state().equals("failed") ? 1 : 0);
        } else {
            count(moment);
        }
    }

    private void count(Moment moment) {
        if (moment instanceof Moment.Journaled) {
            counts[Counts.JOURNALED].increment();
        } else if (moment instanceof Moment.Duplicate) {
            counts[Counts.DUPLICATES].increment();
        } else if (moment instanceof Moment.Refused) {
            counts[Counts.REFUSED].increment();
        } else if (moment instanceof Moment.Quarantined) {
            counts[Counts.QUARANTINED].increment();
        } else if (moment instanceof Moment.Attempt) {
            counts[Counts.ATTEMPTS].increment();
        } else if (moment instanceof Moment.DeadLettered) {
            counts[Counts.DEAD_LETTERED].increment();
        }
    }

    /** To be called each second: rates are those since the call before. */
    public synchronized void tick() {
        long now = clock.millis();
        long[] sums = sums();
        double seconds = Math.max(1, now - beforeAt) / MILLIS;
        long[] perSecond = new long[Counts.SIZE];
        for (int i = 0; i < perSecond.length; i++) {
            perSecond[i] = Math.round((sums[i] - before[i]) / seconds);
        }
        before = sums;
        beforeAt = now;
        rates = Counts.of(perSecond);
    }

    public synchronized Stats stats() {
        return new Stats(clock.millis(), rates, Counts.of(sums()), backlog.getAsLong(), deadLetters.getAsLong());
    }

    private long[] sums() {
        long[] sums = new long[Counts.SIZE];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i].sum();
        }
        return sums;
    }

    /** @param at milliseconds since the epoch */
    public record Stats(long at, Counts rates, Counts totals, long backlog, long deadLetters) {}
}
