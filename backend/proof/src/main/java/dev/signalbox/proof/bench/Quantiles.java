package dev.signalbox.proof.bench;

import org.HdrHistogram.Histogram;

/** Milliseconds that half, 99 % and 99.9 % stayed under. */
record Quantiles(double p50, double p99, double p999, long count) {

    private static final long LONGEST = 300_000_000_000L;

    static Histogram histogram() {
        Histogram made = new Histogram(LONGEST, 3);
        made.setAutoResize(true);
        return made;
    }

    static Quantiles of(Histogram nanos) {
        return new Quantiles(
                millis(nanos.getValueAtPercentile(50)),
                millis(nanos.getValueAtPercentile(99)),
                millis(nanos.getValueAtPercentile(99.9)),
                nanos.getTotalCount());
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
