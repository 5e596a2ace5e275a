package dev.signalbox.backtest;

import dev.signalbox.flow.journal.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** All partitions from their ends backwards, the newest entry first. */
final class Backwards {

    private static final int PAGE = 500;

    private final Recorded recorded;
    private final PriorityQueue<Entry> heads =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).reversed().thenComparingInt(Entry::partition));
    private final List<Deque<Entry>> pages = new ArrayList<>();
    private final long[] after;
    private final long[] last;
    private final long newest;

    Backwards(Recorded recorded) {
        this.recorded = recorded;
        this.after = new long[recorded.partitions()];
        this.last = new long[recorded.partitions()];
        for (int partition = 0; partition < recorded.partitions(); partition++) {
            pages.add(new ArrayDeque<>(recorded.before(partition, Long.MAX_VALUE, PAGE)));
            Entry end = pages.get(partition).peek();
            last[partition] = end == null ? 0 : end.position();
            after[partition] = last[partition];
            turn(partition);
        }
        newest = heads.isEmpty() ? 0 : heads.element().at();
    }

    boolean more() {
        return !heads.isEmpty();
    }

    Entry next() {
        Entry entry = heads.remove();
        after[entry.partition()] = entry.position() - 1;
        turn(entry.partition());
        return entry;
    }

    private void turn(int partition) {
        Deque<Entry> page = pages.get(partition);
        if (page.isEmpty() && after[partition] > 0) {
            page.addAll(recorded.before(partition, after[partition] + 1, PAGE));
        }
        if (!page.isEmpty()) {
            heads.add(page.remove());
        }
    }

    /** When the newest entry of all was received; 0 without any. */
    long newest() {
        return newest;
    }

    /** What was taken of a partition. */
    Span.Stretch stretch(int partition) {
        return new Span.Stretch(partition, after[partition], last[partition]);
    }
}
