package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the journal page by page, in pages of some megabytes whatever the size of its entries; one ahead when asked. */
final class Pages {

    private static final long BYTES = 4 * 1024 * 1024;
    private static final int FIRST = 16;
    private static final int GROWTH = 4;

    private final Reading journal;
    private final int partition;
    private int next = FIRST;
    private @Nullable Ahead ahead;

    Pages(Reading journal, int partition) {
        this.journal = journal;
        this.partition = partition;
    }

    /** Entries after a position, in order, at most so many. */
    @FunctionalInterface
    interface Reading {
        Future<List<Entry>> read(int partition, long after, int most);
    }

    /** One page; {@code full} tells that there may be more. */
    record Page(List<Entry> entries, boolean full) {}

    /** What was asked for before it was wanted. */
    private record Ahead(long position, int size, Future<List<Entry>> entries) {}

    /** Asks for the page that will be wanted next, so that it is there when this one is done. */
    void ahead(long position, int most) {
        int size = Math.min(most, next);
        ahead = new Ahead(position, size, journal.read(partition, position, size));
    }

    /** Entries after a position, at most so many. */
    Page after(long position, int most) {
        int size = Math.min(most, next);
        List<Entry> entries = Patience.of("the journal of partition " + partition, () -> asked(position, size)
                .await());
        long bytes = 1;
        for (Entry entry : entries) {
            bytes += entry.offer().envelope().data().size();
        }
        long fitting = BYTES * Math.max(1, entries.size()) / bytes;
        next = (int) Math.max(1, Math.min(fitting, (long) GROWTH * Math.max(next, FIRST)));
        return new Page(entries, entries.size() == size);
    }

    private Future<List<Entry>> asked(long position, int size) {
        Ahead begun = ahead;
        ahead = null;
        return begun != null && begun.position() == position && begun.size() == size
                ? begun.entries()
                : journal.read(partition, position, size);
    }
}
