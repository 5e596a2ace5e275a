package dev.signalbox.proof.prove.fault;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Until {

    private Until() {}

    /** Fails when the deadline passes first. */
    public static void holds(String wanted, Duration deadline, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + deadline + " for " + wanted);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
