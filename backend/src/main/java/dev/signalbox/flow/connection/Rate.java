package dev.signalbox.flow.connection;

/** How many per second there were of something, over the last ten whole seconds. */
public final class Rate {

    private static final int SECONDS = 10;

    private final long[] perSecond = new long[SECONDS + 1];
    private long second;

    /** @param at milliseconds since the epoch */
    public void count(long at) {
        turn(at / 1000);
        perSecond[(int) (second % perSecond.length)]++;
    }

    public double at(long now) {
        turn(now / 1000);
        long sum = 0;
        for (int i = 1; i <= SECONDS; i++) {
            sum += perSecond[(int) ((second + i) % perSecond.length)];
        }
        return (double) sum / SECONDS;
    }

    /** Empties the seconds that nothing came in. */
    private void turn(long to) {
        for (long s = Math.max(second + 1, to - SECONDS); s <= to; s++) {
            perSecond[(int) (s % perSecond.length)] = 0;
        }
        second = Math.max(second, to);
    }
}
