package dev.signalbox.facts;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Learns from the journal, beside the way of events and never on it: first the newest entries of each partition, then some
 * of those that came since it last looked. So a busy hub is sampled, and a quiet one is known whole.
 */
public final class Learning {

    /** Of each partition, at each look. */
    private static final int EACH = 16;

    /** Of each partition at the start: so many entries, and so many bytes of data. */
    private static final int FIRST = 128;

    private static final int FIRST_BYTES = 1024 * 1024;
    private static final int STRIDE = 16;

    /** Larger data is passed over: one such event would cost as much as a hundred others. */
    private static final int LARGEST = 64 * 1024;

    private final Vertx vertx;
    private final JournalHistory history;
    private final Facts facts;
    private final Supplier<Future<Showing>> showing;
    private final long[] positions;
    private boolean begun;
    private boolean looking;

    public Learning(Vertx vertx, JournalHistory history, Facts facts, Supplier<Future<Showing>> showing) {
        this.vertx = vertx;
        this.history = history;
        this.facts = facts;
        this.showing = showing;
        this.positions = new long[history.partitions()];
        Arrays.fill(positions, 0);
    }

    /** Looks at what came; done when it is learnt. A look that is still under way is not begun again. */
    public Future<Void> look() {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        List<Future<List<Entry>>> reads = new ArrayList<>();
        for (int partition = 0; partition < positions.length; partition++) {
            reads.add(
                    begun
                            ? history.newest(partition, positions[partition], Long.MAX_VALUE, EACH)
                            : first(partition, Long.MAX_VALUE, new ArrayList<>()));
        }
        return Future.all(reads)
                .compose(read -> showing.get())
                .compose(shown -> learn(reads, shown))
                .onComplete(done -> {
                    looking = false;
                    begun |= done.succeeded();
                });
    }

    /** Goes back in a partition until enough was read. */
    private Future<List<Entry>> first(int partition, long before, List<Entry> read) {
        return history.newest(partition, 0, before, STRIDE).compose(rows -> {
            read.addAll(rows);
            long bytes = read.stream()
                    .mapToLong(entry -> entry.offer().envelope().data().size())
                    .sum();
            boolean enough = rows.size() < STRIDE || read.size() >= FIRST || bytes >= FIRST_BYTES;
            return enough
                    ? Future.succeededFuture(read)
                    : first(partition, rows.get(rows.size() - 1).position(), read);
        });
    }

    private Future<Void> learn(List<Future<List<Entry>>> reads, Showing shown) {
        List<Entry> entries = reads.stream()
                .flatMap(read -> read.result().stream())
                .sorted(Comparator.comparingLong(Entry::at))
                .toList();
        entries.forEach(
                entry -> positions[entry.partition()] = Math.max(positions[entry.partition()], entry.position()));
        facts.hide(shown.hidden());
        return entries.isEmpty()
                ? Future.succeededFuture()
                : vertx.executeBlocking(
                        () -> {
                            entries.stream()
                                    .filter(Learning::tells)
                                    .forEach(each -> facts.learn(each, shown.data(each)));
                            return null;
                        },
                        false);
    }

    private static boolean tells(Entry entry) {
        int size = entry.offer().envelope().data().size();
        return entry.offer().kind() == Kind.EVENT && size <= LARGEST;
    }
}
