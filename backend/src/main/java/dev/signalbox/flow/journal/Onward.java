package dev.signalbox.flow.journal;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of all partitions, the oldest first: by their time, and those of one partition in their order. It reads as far as
 * it is asked to; where it is can be taken down, to go on from there later.
 */
public final class Onward {

    private static final int STRIDE = 256;

    private final JournalHistory history;
    private final List<Deque<Entry>> ahead = new ArrayList<>();
    private final long[] read;
    private final long[] taken;
    private final boolean[] ended;

    /** @param after positions, one for each partition, from which on it is read; 0 for the beginning */
    public Onward(JournalHistory history, long[] after) {
        this.history = history;
        this.read = after.clone();
        this.taken = after.clone();
        this.ended = new boolean[after.length];
        for (int partition = 0; partition < after.length; partition++) {
            ahead.add(new ArrayDeque<>());
        }
    }

    /** From the first entry that was received at a time or later. */
    public static Future<Onward> from(JournalHistory history, long at) {
        long[] after = new long[history.partitions()];
        List<Future<Void>> found = new ArrayList<>();
        for (int partition = 0; partition < after.length; partition++) {
            int number = partition;
            found.add(last(history, number)
                    .compose(last -> before(history, number, at, 0, last))
                    .map(position -> {
                        after[number] = position;
                        return null;
                    }));
        }
        return Future.all(found).map(all -> new Onward(history, after));
    }

    private static Future<Long> last(JournalHistory history, int partition) {
        return history.newest(partition, 0, Long.MAX_VALUE, 1)
                .map(rows -> rows.isEmpty() ? 0 : rows.get(0).position());
    }

    /** The last position between two whose next entry is older than a time, for time goes never back. */
    private static Future<Long> before(JournalHistory history, int partition, long at, long low, long high) {
        if (at <= 0 || low >= high) {
            return Future.succeededFuture(low);
        }
        long middle = (low + high) / 2;
        return history.after(partition, middle, 1).compose(rows -> {
            Entry next = rows.isEmpty() ? null : rows.get(0);
            return next == null || next.at() >= at
                    ? before(history, partition, at, low, middle)
                    : before(history, partition, at, next.position(), high);
        });
    }

    /** The next entries, at most so many; fewer only at the end of what there is now. */
    public Future<List<Entry>> next(int most) {
        return next(new ArrayList<>(), most);
    }

    private Future<List<Entry>> next(List<Entry> found, int most) {
        return filled().compose(full -> {
            Deque<Entry> oldest = oldest();
            while (oldest != null && found.size() < most) {
                Entry entry = oldest.remove();
                taken[entry.partition()] = entry.position();
                found.add(entry);
                if (oldest.isEmpty() && !ended[entry.partition()]) {
                    break;
                }
                oldest = oldest();
            }
            return oldest == null || found.size() == most ? Future.succeededFuture(found) : next(found, most);
        });
    }

    /** Something of each partition is at hand, as far as there is something. */
    private Future<Void> filled() {
        List<Future<Void>> fills = new ArrayList<>();
        for (int partition = 0; partition < read.length; partition++) {
            if (ahead.get(partition).isEmpty() && !ended[partition]) {
                fills.add(fill(partition));
            }
        }
        return Future.all(fills).mapEmpty();
    }

    private Future<Void> fill(int partition) {
        return history.after(partition, read[partition], STRIDE).map(rows -> {
            ahead.get(partition).addAll(rows);
            ended[partition] = rows.isEmpty();
            read[partition] =
                    rows.isEmpty() ? read[partition] : rows.get(rows.size() - 1).position();
            return null;
        });
    }

    private @Nullable Deque<Entry> oldest() {
        Deque<Entry> oldest = null;
        for (Deque<Entry> head : ahead) {
            if (!head.isEmpty()
                    && (oldest == null || head.element().at() < oldest.element().at())) {
                oldest = head;
            }
        }
        return oldest;
    }

    /** How many entries there are now from here on. */
    public Future<Long> left() {
        List<Future<Long>> lasts = new ArrayList<>();
        for (int partition = 0; partition < taken.length; partition++) {
            long after = taken[partition];
            lasts.add(last(history, partition).map(last -> Math.max(0, last - after)));
        }
        return Future.all(lasts)
                .map(all -> lasts.stream().mapToLong(Future::result).sum());
    }

    /** The last position that was given out, or left behind, of each partition. */
    public long[] places() {
        return taken.clone();
    }
}
