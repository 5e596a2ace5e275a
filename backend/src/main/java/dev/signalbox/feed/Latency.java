package dev.signalbox.feed;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** How long something took over the last minute, in milliseconds: exact below 32, to about six per cent above. */
public final class Latency {

    static final int SECONDS = 60;

    private static final int EXACT = 32;
    private static final int STEPS = 16;
    private static final int STEP_BITS = 4;
    private static final long LONGEST = (1L << 27) - 1;
    private static final int SIZE = 400;

    private final AtomicLongArray counts = new AtomicLongArray(SIZE);
    private final long[][] before = new long[SECONDS][SIZE];
    private int next;
    private Quantiles quantiles = new Quantiles(null, null, 0);

    /**
     * @param p50 milliseconds; null without any
     * @param p99 milliseconds; null without any
     * @param count how many there were in the last minute
     */
    public record Quantiles(@Nullable Long p50, @Nullable Long p99, long count) {}

    void add(long millis) {
        counts.incrementAndGet(bucket(Math.max(0, Math.min(millis, LONGEST))));
    }

    /** To be called each second. */
    void tick() {
        long[] recent = new long[SIZE];
        long sum = 0;
        for (int i = 0; i < SIZE; i++) {
            long now = counts.get(i);
            recent[i] = now - before[next][i];
            before[next][i] = now;
            sum += recent[i];
        }
        next = (next + 1) % SECONDS;
        quantiles = sum == 0
                ? new Quantiles(null, null, 0)
                : new Quantiles(quantile(recent, sum, 50), quantile(recent, sum, 99), sum);
    }

    Quantiles read() {
        return quantiles;
    }

    private static long quantile(long[] recent, long sum, int percent) {
        long rank = (sum * percent + 99) / 100;
        long passed = 0;
        int bucket = 0;
        while (bucket < SIZE - 1 && passed + recent[bucket] < rank) {
            passed += recent[bucket];
            bucket++;
        }
        return most(bucket);
    }

    private static int bucket(long millis) {
        if (millis < EXACT) {
            return (int) millis;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis) - STEP_BITS;
        return STEPS * shift + (int) (millis >>> shift);
    }

    /** The longest time that falls into a bucket. */
    private static long most(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return ((bucket - (long) STEPS * shift + 1) << shift) - 1;
    }
}
