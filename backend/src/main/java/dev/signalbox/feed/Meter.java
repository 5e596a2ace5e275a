package dev.signalbox.feed;

import java.util.concurrent.atomic.LongAdder;

/** Counts one thing: since the start, and over the last seconds. Counting takes no lock. */
final class Meter {

    private final LongAdder counted = new LongAdder();
    private final long[] before;
    private int next;
    private long total;
    private long recent;
    private int quiet;

    /** @param seconds that are the last ones */
    Meter(int seconds) {
        this.before = new long[seconds];
    }

    void add(long more) {
        counted.add(more);
    }

    /** To be called each second. */
    void tick() {
        long now = counted.sum();
        quiet = now == total ? quiet + 1 : 0;
        total = now;
        recent = now - before[next];
        before[next] = now;
        next = (next + 1) % before.length;
    }

    /** What was counted until the last tick. */
    Flow read() {
        return new Flow(total, (double) recent / before.length);
    }

    long recent() {
        return recent;
    }

    /** For how many seconds nothing was counted. */
    int quiet() {
        return quiet;
    }
}
