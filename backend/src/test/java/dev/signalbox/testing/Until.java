package dev.signalbox.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a condition, with a deadline. */
public final class Until {

    private Until() {}

    /** The first value that fits; fails with the last one when the deadline passes. */
    public static <T> T value(String wanted, Duration deadline, Callable<T> look, Predicate<T> fits) {
        long end = System.nanoTime() + deadline.toNanos();
        Object last = "nothing";
        while (true) {
            try {
                T value = look.call();
                if (fits.test(value)) {
                    return value;
                }
                last = value;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + deadline + " for " + wanted + "; last seen: " + last);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    public static void holds(String wanted, Duration deadline, Callable<Boolean> condition) {
        Boolean held = value(wanted, deadline, condition, Boolean::booleanValue);
        if (!held) {
            throw new AssertionError(wanted);
        }
    }
}
