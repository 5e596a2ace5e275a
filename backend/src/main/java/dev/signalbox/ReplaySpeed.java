package dev.signalbox;

/** How fast partitions of this hub replay what their rules remember, as it was measured; the last replays count most. */
final class ReplaySpeed {

    /** Of fewer, a clock of milliseconds tells nothing. */
    private static final double ENOUGH = 200;

    private double entries;
    private double millis;

    synchronized void took(long more, long took) {
        if (more == 0) {
            return;
        }
        if (entries >= ENOUGH) {
            entries /= 2;
            millis /= 2;
        }
        entries += more;
        millis += took;
    }

    /** Entries in a millisecond; 0 while too few were replayed. */
    synchronized double perMilli() {
        return entries < ENOUGH ? 0 : entries / Math.max(1, millis);
    }
}
