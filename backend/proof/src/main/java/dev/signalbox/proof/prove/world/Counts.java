package dev.signalbox.proof.prove.world;

import java.util.concurrent.atomic.LongAdder;

/** What the driver has counted so far. */
public final class Counts {

    private final LongAdder invoked = new LongAdder();
    private final LongAdder acked = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder retries = new LongAdder();

    /**
     * How it stands.
     *
     * @param invoked requests that were sent
     * @param acked events that were answered with 2xx for the first time
     * @param duplicates answers that said so
     * @param refused answers that said no, for now or for good
     * @param unknown requests without an answer, or with one that leaves it open
     * @param retries requests that repeat one whose outcome was unknown
     */
    public record Now(long invoked, long acked, long duplicates, long refused, long unknown, long retries) {}

    public Now now() {
        return new Now(invoked.sum(), acked.sum(), duplicates.sum(), refused.sum(), unknown.sum(), retries.sum());
    }

    public void invoked() {
        invoked.increment();
    }

    public void acked() {
        acked.increment();
    }

    public void duplicate() {
        duplicates.increment();
    }

    public void refused() {
        refused.increment();
    }

    public void unknown() {
        unknown.increment();
    }

    public void retried() {
        retries.increment();
    }
}
