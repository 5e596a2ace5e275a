package dev.signalbox.backtest;

import dev.signalbox.flow.journal.Entry;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** The record of one partition, found by time and read in pages. */
final class Past {

    private final Recorded recorded;
    private final int partition;

    Past(Recorded recorded, int partition) {
        this.recorded = recorded;
        this.partition = partition;
    }

    int partition() {
        return partition;
    }

    /** The positions up to this one that live has put into quarantine: no session sees them. */
    Set<Long> quarantined(long position) {
        return recorded.quarantined(partition).stream()
                .filter(each -> each <= position)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Shows the entries of a rule window that ends with the one at a position. */
    void window(long position, long millis, Consumer<Entry> seen) {
        List<Entry> last = position == 0 ? List.of() : one(position - 1);
        if (last.isEmpty()) {
            return;
        }
        long from = last.get(0).at() - millis;
        Pages pages = pages(first(position, at -> at >= from), position);
        for (List<Entry> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            page.forEach(seen);
        }
    }

    Pages pages(long after, long until) {
        return new Pages(recorded, partition, after, until);
    }

    /** The position before the first entry that is late enough, by halving: positions are gapless, times never go back. */
    long first(long last, LongPredicate late) {
        long low = 0;
        long high = last;
        while (low < high) {
            long middle = (low + high) / 2;
            List<Entry> found = one(middle);
            if (!found.isEmpty() && !late.test(found.get(0).at())) {
                low = found.get(0).position();
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** When the oldest entry that is kept was received; 0 when all are kept that ever were. */
    long begins() {
        List<Entry> oldest = one(0);
        return oldest.isEmpty() || oldest.get(0).position() == 1
                ? 0
                : oldest.get(0).at();
    }

    private List<Entry> one(long after) {
        return recorded.after(partition, after, 1).get();
    }
}
