package dev.signalbox.proof.bench;

import org.HdrHistogram.Histogram;

/** What a window of load was answered. */
final class Answers {

    private final long start;
    private final Histogram times = Quantiles.histogram();
    private long last;
    private long accepted;
    private long duplicates;
    private long refused;
    private long unanswered;

    Answers(long start) {
        this.start = start;
        this.last = start;
    }

    void add(int status, long nanos, long now) {
        last = now;
        if (status == 200) {
            duplicates++;
        } else if (status / 100 == 2) {
            accepted++;
        } else {
            refused++;
            return;
        }
        times.recordValue(nanos);
    }

    void unanswered(long count) {
        unanswered = count;
    }

    long start() {
        return start;
    }

    long accepted() {
        return accepted;
    }

    long duplicates() {
        return duplicates;
    }

    /** Answers other than 2xx, and requests that got none. */
    long failed() {
        return refused + unanswered;
    }

    /** Answered with 2xx. */
    long good() {
        return accepted + duplicates;
    }

    double seconds() {
        return (last - start) / 1e9;
    }

    double perSecond() {
        return good() / Math.max(seconds(), 1e-9);
    }

    Quantiles times() {
        return Quantiles.of(times);
    }
}
