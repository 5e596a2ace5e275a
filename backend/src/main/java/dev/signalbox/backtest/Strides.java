package dev.signalbox.backtest;

import java.time.Duration;
import java.util.function.LongConsumer;

/** A clock that runs on by a day at most, so that what fires in a long pause is never all at hand at once. */
final class Strides {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private Strides() {}

    /**
     * Goes to a time in strides.
     *
     * @param from where the clock is; 0 when it is not set, and then there is one stride
     * @param each is given the end of each stride
     */
    static void to(long at, long from, LongConsumer each) {
        long next = from == 0 ? at : Math.min(at, from + DAY);
        each.accept(next);
        while (next < at) {
            next = Math.min(at, next + DAY);
            each.accept(next);
        }
    }
}
