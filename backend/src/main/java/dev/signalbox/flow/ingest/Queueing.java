package dev.signalbox.flow.ingest;

/*
 * After CoDel (Nichols and Jacobson, RFC 8289): not the length of a queue tells that it stands, but that nothing got
 * through it quickly for a whole interval. What is newest is refused, for what is oldest has the best claim.
 */
/** Tells from the waiting time of the oldest offer whom to refuse. Belongs to one event loop. */
final class Queueing {

    static final long TARGET_MILLIS = 500;
    static final long INTERVAL_MILLIS = 1_000;
    private static final long NEVER = -1;

    private long above = NEVER;

    /** Who is refused; the lowest priority first. */
    enum Shed {
        NOBODY,
        BULK,
        ALL
    }

    /**
     * @param waited milliseconds that the oldest offer has been waiting by now
     * @param now milliseconds
     */
    Shed look(long waited, long now) {
        if (waited <= TARGET_MILLIS) {
            above = NEVER;
            return Shed.NOBODY;
        }
        if (above == NEVER) {
            above = now;
        }
        long stood = now - above;
        return stood < INTERVAL_MILLIS ? Shed.NOBODY : stood < 2 * INTERVAL_MILLIS ? Shed.BULK : Shed.ALL;
    }
}
