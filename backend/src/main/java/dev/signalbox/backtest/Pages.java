package dev.signalbox.backtest;

import dev.signalbox.flow.journal.Entry;
import java.util.List;
import java.util.function.Supplier;

/** The entries of a stretch of a partition in pages of some hundred, and of some megabytes; one is always asked for ahead. */
final class Pages {

    private static final int MOST = 500;
    private static final int FIRST = 50;
    private static final long BYTES = 2 * 1024 * 1024;

    private final Recorded recorded;
    private final int partition;
    private final long until;
    private long reached;
    private Supplier<List<Entry>> ahead;

    /** @param until the last position, which is in it */
    Pages(Recorded recorded, int partition, long after, long until) {
        this.recorded = recorded;
        this.partition = partition;
        this.until = until;
        this.reached = after;
        this.ahead = ask(FIRST);
    }

    /** The next page; an empty one at the end. */
    List<Entry> next() {
        List<Entry> page =
                ahead.get().stream().filter(entry -> entry.position() <= until).toList();
        if (page.isEmpty()) {
            return page;
        }
        reached = page.get(page.size() - 1).position();
        ahead = ask(fitting(page));
        return page;
    }

    private static int fitting(List<Entry> page) {
        long bytes = 1;
        for (Entry entry : page) {
            bytes += entry.offer().envelope().data().size();
        }
        return (int) Math.max(1, Math.min(MOST, BYTES * page.size() / bytes));
    }

    private Supplier<List<Entry>> ask(int most) {
        return reached >= until ? List::of : recorded.after(partition, reached, (int) Math.min(most, until - reached));
    }
}
