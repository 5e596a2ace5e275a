package dev.signalbox.flow.ingest;

/*
 * After CoDel (Nichols and Jacobson, RFC 8289): not the length of a queue tells that it stands, but that it was never
 * short for a whole interval. A burst may queue up; a queue that stands only makes everybody wait. While it stands, what
 * is newest is refused, for what is oldest has the best claim, and just so much waits that the journal is never idle.
 */
/** Tells from what waits for the journal whom to refuse. Belongs to one event loop. */
final class Queueing {

    static final long TARGET_MILLIS = 500;
    static final long INTERVAL_MILLIS = 1_000;

    /** One under way and two behind it: less would leave the journal idle. */
    static final int FLUSHES = 3;

    private static final long NEVER = -1;

    private long above = NEVER;
    private long shedding = NEVER;
    private long lastAbove;

    /** Who is refused; the lowest priority first. */
    enum Shed {
        NOBODY,
        BULK,
        ALL
    }

    /**
     * @param waited milliseconds that the oldest offer has been waiting by now
     * @param flushes how many flushes of the usual size wait
     * @param now milliseconds
     */
    Shed look(long waited, int flushes, long now) {
        if (waited <= TARGET_MILLIS && flushes <= FLUSHES) {
            above = NEVER;
            if (now - lastAbove >= INTERVAL_MILLIS) {
                shedding = NEVER;
            }
            return Shed.NOBODY;
        }
        lastAbove = now;
        above = above == NEVER ? now : above;
        if (shedding == NEVER && now - above >= INTERVAL_MILLIS) {
            shedding = now;
        }
        if (shedding == NEVER) {
            return Shed.NOBODY;
        }
        return now - shedding < INTERVAL_MILLIS ? Shed.BULK : Shed.ALL;
    }
}
