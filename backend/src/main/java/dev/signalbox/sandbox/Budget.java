package dev.signalbox.sandbox;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How much the code of rules may use until it is filled again: steps, which are turns of loops, calls of methods and
 * sixteenths of what is copied or compared; and bytes, which it may make, whether it keeps them or not. Both depend on
 * nothing but the code and its data, so that a replay is cut where live was. A time of the processor far above what the steps
 * take is the last resort. Confined to one thread.
 */
public final class Budget {

    /** Of one event or one second of the clock, all rules together. */
    public static final Limits EVENT = Limits.of(10_000_000);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int LOOK = 1 << 14;

    private final Limits limits;
    private long steps;
    private long bytes;
    private long begun;
    private long look;
    private @Nullable Exhausted over;

    /** @param nanos of the processor, the last resort */
    public record Limits(long steps, long bytes, long nanos) {

        private static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

        /** @param steps 0 for no limit at all */
        public static Limits of(long steps) {
            return steps == 0 ? NONE : new Limits(steps, 128L << 20, TimeUnit.SECONDS.toNanos(2));
        }
    }

    public Budget(Limits limits) {
        this.limits = limits;
        fill();
    }

    /** Gives everything back. */
    public void fill() {
        steps = limits.steps();
        bytes = limits.bytes();
        begun = 0;
        look = steps - LOOK;
        over = null;
    }

    /** Steps that were used since it was filled. */
    public long used() {
        return limits.steps() - Math.max(0, steps);
    }

    void step(long count) {
        steps -= count;
        if (steps < look) {
            look();
        }
    }

    void hold(long count) {
        bytes -= count;
        if (bytes < 0) {
            throw over("it makes more than " + (limits.bytes() >> 20) + " MB of objects for one event");
        }
    }

    private void look() {
        if (steps < 0) {
            throw over("it takes more than " + limits.steps() + " steps for one event");
        }
        long now = THREADS.getCurrentThreadCpuTime();
        if (begun == 0) {
            begun = now;
        }
        if (now - begun > limits.nanos()) {
            throw over("it takes longer than " + TimeUnit.NANOSECONDS.toMillis(limits.nanos()) + " ms for one event");
        }
        look = Math.max(0, steps - LOOK);
    }

    /** What catches everything meets the same error at each further step, also where the stack has hardly any room. */
    private Exhausted over(String why) {
        steps = -1;
        look = 0;
        if (over == null) {
            over = new Exhausted(why);
        }
        return over;
    }
}
