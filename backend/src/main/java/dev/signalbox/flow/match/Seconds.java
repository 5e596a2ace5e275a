package dev.signalbox.flow.match;

/** The clock of rules goes by whole seconds. */
final class Seconds {

    private static final long SECOND = 1_000;

    private Seconds() {}

    /** The second that a time is in, milliseconds since the epoch. */
    static long begun(long at) {
        return at - Math.floorMod(at, SECOND);
    }

    /**
     * The next whole second in which something may happen.
     *
     * @param job how long until the engine has something to do; negative when it has nothing
     * @param leaves when the next fact leaves
     */
    static long due(long now, long job, long leaves) {
        long next = Math.min(job < 0 ? Long.MAX_VALUE - SECOND : now + job, leaves);
        return next > Long.MAX_VALUE - 2 * SECOND
                ? Long.MAX_VALUE
                : Math.max(now + SECOND, -Math.floorDiv(-next, SECOND) * SECOND);
    }
}
