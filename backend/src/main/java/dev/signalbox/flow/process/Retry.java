package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.jq.Query;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a failed {@code try} is done again. Without limits it is done again for ever.
 *
 * @param count how many times it is done again at most; -1 without limit
 * @param within how long after the first try another may begin, milliseconds; -1 without limit
 */
record Retry(
        @Nullable Query when,
        @Nullable Query exceptWhen,
        @Nullable Span delay,
        Backoff backoff,
        @Nullable Jitter jitter,
        int count,
        long within) {

    /* What is told to all at once comes back within this part of its wait, and at most within so many milliseconds. */
    private static final int SPREAD = 10;
    private static final long MOST_SPREAD = 10_000;

    enum Backoff {
        CONSTANT,
        LINEAR,
        EXPONENTIAL
    }

    /** Milliseconds from and to, added to each delay. */
    record Jitter(long from, long to) {}

    /**
     * When the next attempt is due, or -1 for never.
     *
     * @param failed the place of the try, with the number of the attempt that failed
     * @param fault may say from when on another one is welcome
     */
    long next(Run run, Task task, Place failed, Fault fault) {
        JsonNode input = failed.given();
        boolean wanted = (when == null || run.holds(when, task, input))
                && (exceptWhen == null || !run.holds(exceptWhen, task, input))
                && (count < 0 || failed.attempt() <= count);
        if (!wanted) {
            return -1;
        }
        long base = delay == null ? 0 : delay.millis(run, task, input);
        long wait = grown(base, failed.attempt()) + chance(run.random());
        long due = Math.max(run.at() + Math.min(Span.MAX_MILLIS, wait), welcome(run, fault));
        return within >= 0 && due - failed.since() > within ? -1 : due;
    }

    /** When the target wants to be asked again, and a little later: it said the same to others. */
    private static long welcome(Run run, Fault fault) {
        long asked = fault.notBefore() - run.at();
        return asked <= 0 ? 0 : fault.notBefore() + run.random().nextLong(1 + Math.min(MOST_SPREAD, asked / SPREAD));
    }

    private long grown(long base, int attempt) {
        double factor =
                switch (backoff) {
                    case CONSTANT -> 1;
                    case LINEAR -> attempt;
                    case EXPONENTIAL -> Math.pow(2, attempt - 1.0);
                };
        return (long) Math.min(Span.MAX_MILLIS, base * factor);
    }

    private long chance(RandomGenerator random) {
        return jitter == null ? 0 : random.nextLong(jitter.from(), jitter.to() + 1);
    }
}
