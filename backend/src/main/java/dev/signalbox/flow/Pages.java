package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import java.util.List;

/** Reads the journal page by page, in pages of some megabytes whatever the size of its entries. */
final class Pages {

    private static final long BYTES = 4 * 1024 * 1024;
    private static final int FIRST = 16;
    private static final int GROWTH = 4;

    private final Stages stages;
    private final int partition;
    private int next = FIRST;

    Pages(Stages stages, int partition) {
        this.stages = stages;
        this.partition = partition;
    }

    /** One page; {@code full} tells that there may be more. */
    record Page(List<Entry> entries, boolean full) {}

    /** Entries after a position, at most so many. */
    Page after(long position, int most) {
        int size = Math.min(most, next);
        List<Entry> entries = Patience.of(
                "the journal of partition " + partition,
                () -> stages.journal().read(partition, position, size).await());
        long bytes = 1;
        for (Entry entry : entries) {
            bytes += entry.offer().envelope().data().size();
        }
        long fitting = BYTES * Math.max(1, entries.size()) / bytes;
        next = (int) Math.max(1, Math.min(fitting, (long) GROWTH * Math.max(next, FIRST)));
        return new Page(entries, entries.size() == size);
    }
}
