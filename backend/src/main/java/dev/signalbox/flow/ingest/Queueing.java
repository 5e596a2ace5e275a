package dev.signalbox.flow.ingest;

import dev.signalbox.flow.journal.AppendQueue;

/*
 * After CoDel (Nichols and Jacobson, RFC 8289): not the length of a queue tells that it stands, but that it was never
 * short for a whole interval. A burst may queue up; a queue that stands only makes everybody wait. While it stands, what
 * is newest is refused, for what is oldest has the best claim, and just so much waits that the journal is never idle.
 */
/** Tells from what waits for the journal whom to refuse. Belongs to one event loop. */
final class Queueing {

    private static final long TARGET_MILLIS = 500;

    /** The next flush is full when the one under way comes back: with less the journal would be idle, with more it writes no faster. */
    private static final double FULL = 1;

    /** So much that refusing only the lowest priority would not do. */
    private static final double DEEP = 2;

    /** Without a queue for so long, and the next burst may queue up again. */
    private static final long CALM_MILLIS = 1_000;

    private final Standing slow = new Standing(1_000, 0);
    private final Standing crowded = new Standing(250, 4);

    /** Who is refused; the lowest priority first. */
    enum Shed {
        NOBODY,
        BULK,
        ALL
    }

    /** @param now milliseconds */
    Shed look(AppendQueue queue, long now) {
        Shed slowly = slow.look(queue.waitedMillis() > TARGET_MILLIS, queue.flushes(), now);
        Shed many = crowded.look(queue.behind() > FULL, queue.flushes(), now);
        if (many == Shed.BULK && queue.behind() > DEEP) {
            return Shed.ALL;
        }
        return slowly.compareTo(many) > 0 ? slowly : many;
    }

    /** One sign of a queue, and since when it is there. */
    private static final class Standing {
        private static final long NEVER = -1;

        private final long interval;
        private final long comings;
        private long above = NEVER;
        private long aboveFlushes;
        private long shedding = NEVER;
        private long lastAbove;

        /**
         * @param interval milliseconds after which a queue stands, and after as many more everybody is refused
         * @param comings how many flushes must have come back in that time: while a disk stutters everything waits
         */
        Standing(long interval, long comings) {
            this.interval = interval;
            this.comings = comings;
        }

        Shed look(boolean isAbove, long flushes, long now) {
            if (!isAbove) {
                above = NEVER;
                if (now - lastAbove >= CALM_MILLIS) {
                    shedding = NEVER;
                }
                return Shed.NOBODY;
            }
            lastAbove = now;
            if (above == NEVER) {
                above = now;
                aboveFlushes = flushes;
            }
            if (shedding == NEVER && now - above >= interval && flushes - aboveFlushes >= comings) {
                shedding = now;
            }
            if (shedding == NEVER) {
                return Shed.NOBODY;
            }
            return now - shedding < interval ? Shed.BULK : Shed.ALL;
        }
    }
}
