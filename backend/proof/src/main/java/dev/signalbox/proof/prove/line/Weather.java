package dev.signalbox.proof.prove.line;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The manner of a line at the moment, for which its threads wait, and what it has counted. */
final class Weather {

    final LongAdder connections = new LongAdder();
    final LongAdder there = new LongAdder();
    final LongAdder back = new LongAdder();
    final LongAdder held = new LongAdder();
    final LongAdder resets = new LongAdder();
    private Manner manner = Manner.PASS;
    private long turn;

    synchronized Manner manner() {
        return manner;
    }

    synchronized void become(Manner next) {
        manner = next;
        turn++;
        notifyAll();
    }

    /** How often the manner has become another, or the same anew. */
    synchronized long turn() {
        return turn;
    }

    /** Waits until the time is over; false when the manner became another one before. */
    synchronized boolean during(Manner same, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; manner.equals(same) && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return manner.equals(same);
    }

    void arrived(Way way, int bytes) {
        (way == Way.THERE ? there : back).add(bytes);
    }

    Counts counts() {
        return new Counts(connections.sum(), there.sum(), back.sum(), held.sum(), resets.sum());
    }
}
