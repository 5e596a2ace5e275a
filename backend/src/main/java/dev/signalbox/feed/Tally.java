package dev.signalbox.feed;

import dev.signalbox.trace.Moment;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts moments since the start, and per second. */
public final class Tally implements Consumer<Moment> {

    private static final double MILLIS = 1000;

    private final InstantSource clock;
    private final Standing standing;
    private final LongAdder[] counts = new LongAdder[Counts.SIZE];
    private final Flows flows;
    private final Latency latency = new Latency();
    private final History history = new History();
    private long[] before = new long[Counts.SIZE];
    private long beforeAt;
    private Counts rates = Counts.NONE;

    /**
     * What is not counted but looked at; nothing here may block.
     *
     * @param backlog entries that wait for a decision, as last known
     * @param deadLetters how many wait, as last known
     * @param states of the instances by definition, as last known
     */
    public record Standing(
            LongSupplier backlog, LongSupplier deadLetters, Supplier<Map<String, FlowMap.States>> states) {}

    /** What is not counted, at one moment. */
    record Levels(long backlog, long deadLetters, Latency.Quantiles latency) {}

    public Tally(InstantSource clock, Standing standing) {
        this.clock = clock;
        this.standing = standing;
        this.flows = new Flows(standing.states());
        this.beforeAt = clock.millis();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    @Override
    public void accept(Moment moment) {
        flows.accept(moment);
        if (moment instanceof Moment.Decided decided) {
            latency.add(decided.sinceReceived());
            counts[Counts.DECIDED].increment();
            counts[Counts.MATCHED].add(decided.rules().isEmpty() ? 0 : 1);
            counts[Counts.STARTED].add(decided.starts().size());
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
        } else if (moment instanceof Moment.Elapsed elapsed) {
            counts[Counts.STARTED].add(elapsed.starts().size());
        }
    }

    /** To be called each second: rates are those since the call before. */
    public synchronized void tick() {
        long now = clock.millis();
        long[] sums = sums();
        double seconds = Math.max(1, now - beforeAt) / MILLIS;
        long[] counted = new long[Counts.SIZE];
        long[] perSecond = new long[Counts.SIZE];
        for (int i = 0; i < perSecond.length; i++) {
            counted[i] = sums[i] - before[i];
            perSecond[i] = Math.round(counted[i] / seconds);
        }
        before = sums;
        beforeAt = now;
        rates = Counts.of(perSecond);
        flows.tick();
        latency.tick();
        history.add(now, counted, levels());
    }

    private Levels levels() {
        return new Levels(standing.backlog().getAsLong(), standing.deadLetters().getAsLong(), latency.read());
    }

    public synchronized Stats stats() {
        Levels levels = levels();
        return new Stats(
                clock.millis(),
                rates,
                Counts.of(sums()),
                levels.backlog(),
                levels.deadLetters(),
                levels.latency(),
                flows.map());
    }

    /** The last five minutes, second by second. */
    public synchronized History.Columns history() {
        return history.read();
    }

    private long[] sums() {
        long[] sums = new long[Counts.SIZE];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i].sum();
        }
        return sums;
    }

    /**
     * @param at milliseconds since the epoch
     * @param latency from delivery to decision
     */
    public record Stats(
            long at,
            Counts rates,
            Counts totals,
            long backlog,
            long deadLetters,
            Latency.Quantiles latency,
            FlowMap flows) {}
}
