package dev.signalbox.flow.breaker;

import java.util.Arrays;

/** Counts calls and failures of the last seconds, and failures in a row. */
final class Window {

    private final Limits limits;
    private final long[] seconds;
    private final int[] calls;
    private final int[] failed;
    private int row;

    Window(Limits limits) {
        int size = (int) limits.window().toSeconds();
        this.limits = limits;
        this.seconds = new long[size];
        this.calls = new int[size];
        this.failed = new int[size];
    }

    void add(boolean good, long now) {
        long second = now / 1_000;
        int at = (int) (second % seconds.length);
        if (seconds[at] != second) {
            seconds[at] = second;
            calls[at] = 0;
            failed[at] = 0;
        }
        calls[at]++;
        failed[at] += good ? 0 : 1;
        row = good ? 0 : row + 1;
    }

    int calls(long now) {
        return sum(calls, now);
    }

    int failed(long now) {
        return sum(failed, now);
    }

    private int sum(int[] counts, long now) {
        int sum = 0;
        for (int i = 0; i < seconds.length; i++) {
            sum += seconds[i] > now / 1_000 - seconds.length ? counts[i] : 0;
        }
        return sum;
    }

    /** Whether the target is to be left alone. */
    boolean trips(long now) {
        int all = calls(now);
        return row >= limits.row() || (all >= limits.enough() && failed(now) >= limits.share() * all);
    }

    void clear() {
        Arrays.fill(calls, 0);
        Arrays.fill(failed, 0);
        row = 0;
    }
}
