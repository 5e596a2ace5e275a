package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/** Finds where a rule window begins, by halving: positions are gapless and times never go back. */
final class WindowStart {

    private WindowStart() {}

    /**
     * The position before the first entry that a session at a position has to see.
     *
     * @param one the first kept entry after a position, or none
     */
    static long before(long position, Duration window, LongFunction<List<Entry>> one) {
        if (position == 0) {
            return position;
        }
        List<Entry> last = one.apply(position - 1);
        if (last.isEmpty()) {
            return position;
        }
        long from = last.get(0).at() - window.toMillis();
        long low = 0;
        long high = position;
        while (low < high) {
            long middle = (low + high) / 2;
            List<Entry> found = one.apply(middle);
            if (!found.isEmpty() && found.get(0).at() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
