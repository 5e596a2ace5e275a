package dev.signalbox.proof.prove;

import dev.signalbox.proof.prove.world.Until;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits until nothing is left to do. */
final class Rest {

    private final Duration most;
    private final Duration standstill;
    private long last = Long.MIN_VALUE;
    private long moved;
    private boolean stuck;

    /**
     * @param most so long altogether
     * @param standstill and no longer than this while the count of what is left stays the same
     */
    Rest(Duration most, Duration standstill) {
        this.most = most;
        this.standstill = standstill;
    }

    /** @param left how much is left to do; negative when nobody tells */
    boolean comes(LongSupplier left) {
        moved = System.nanoTime();
        return Until.comes(most, () -> isOver(left.getAsLong())) && !stuck;
    }

    private boolean isOver(long left) {
        long now = System.nanoTime();
        if (left != last) {
            last = left;
            moved = now;
        }
        stuck = left != 0 && now - moved > standstill.toNanos();
        return left == 0 || stuck;
    }
}
