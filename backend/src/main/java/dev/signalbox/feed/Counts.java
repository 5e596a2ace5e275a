package dev.signalbox.feed;

/** How many moments of each kind; {@code started}, {@code finished} and {@code failed} count instances. */
public record Counts(
        long journaled,
        long duplicates,
        long refused,
        long decided,
        long matched,
        long quarantined,
        long started,
        long finished,
        long failed,
        long attempts,
        long deadLettered) {

    static final int JOURNALED = 0;
    static final int DUPLICATES = 1;
    static final int REFUSED = 2;
    static final int DECIDED = 3;
    static final int MATCHED = 4;
    static final int QUARANTINED = 5;
    static final int STARTED = 6;
    static final int FINISHED = 7;
    static final int FAILED = 8;
    static final int ATTEMPTS = 9;
    static final int DEAD_LETTERED = 10;
    static final int SIZE = 11;

    static final Counts NONE = of(new long[SIZE]);

    static Counts of(long[] n) {
        return new Counts(
                n[JOURNALED],
                n[DUPLICATES],
                n[REFUSED],
                n[DECIDED],
                n[MATCHED],
                n[QUARANTINED],
                n[STARTED],
                n[FINISHED],
                n[FAILED],
                n[ATTEMPTS],
                n[DEAD_LETTERED]);
    }
}
