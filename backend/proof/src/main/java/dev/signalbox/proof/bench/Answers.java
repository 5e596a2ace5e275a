package dev.signalbox.proof.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a window of load was answered. */
final class Answers {

    private final long start;
    private final Histogram times = Quantiles.histogram();
    private final Histogram fromSent = Quantiles.histogram();
    private final Histogram refusals = Quantiles.histogram();
    private final Map<Integer, Long> refusedBy = new TreeMap<>();
    private long last;
    private long accepted;
    private long duplicates;
    private long refused;
    private long unanswered;

    Answers(long start) {
        this.start = start;
        this.last = start;
    }

    void add(int status, Line line, long now) {
        last = now;
        long took = now - line.sent();
        if (status == 200) {
            duplicates++;
        } else if (status / 100 == 2) {
            accepted++;
        } else {
            refused++;
            refusedBy.merge(status, 1L, Long::sum);
            refusals.recordValue(took);
            return;
        }
        times.recordValue(now - line.intended());
        fromSent.recordValue(took);
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

    /** Answers other than 2xx, by status. */
    Map<Integer, Long> refusedBy() {
        return refusedBy;
    }

    /** Of those answered with 2xx, from when they were sent, however late that was. */
    Quantiles fromSent() {
        return Quantiles.of(fromSent);
    }

    /** Of those that were refused, from when they were sent. */
    Quantiles refusals() {
        return Quantiles.of(refusals);
    }

    Quantiles times() {
        return Quantiles.of(times);
    }
}
