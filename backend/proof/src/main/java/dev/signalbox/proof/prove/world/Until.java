package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Until {

    private static final long LOOK_NANOS = 10_000_000;

    private Until() {}

    /** @throws CannotRun with the last failure to look, when the deadline passes */
    public static void holds(String wanted, Duration deadline, Callable<Boolean> condition) {
        if (!comes(deadline, condition)) {
            throw new CannotRun("waited " + deadline.toMillis() + " ms in vain for " + wanted);
        }
    }

    /** Whether it came in time. A condition that fails does not hold yet. */
    public static boolean comes(Duration deadline, Callable<Boolean> condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            return false;
        }
    }
}
