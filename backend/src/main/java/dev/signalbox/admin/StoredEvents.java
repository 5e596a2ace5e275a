package dev.signalbox.admin;

import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Onward;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of the journal, read back under a budget: 50,000 entries or 300 ms a page. */
public final class StoredEvents implements Events {

    private static final int MOST_SCANNED = 50_000;
    private static final long MOST_MILLIS = 300;
    private static final int STRIDE = 64;

    private final JournalHistory history;
    private final InstantSource clock;

    public StoredEvents(JournalHistory history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Future<List<Story>> find(String id, @Nullable String source) {
        return history.find(id).map(found -> found.stream()
                .filter(past -> past.entry().offer().kind() == Kind.EVENT)
                .filter(past -> source == null
                        || past.entry().offer().envelope().id().source().equals(source))
                .map(PastJson::story)
                .toList());
    }

    @Override
    public Future<Page> list(Wanted wanted, int limit, @Nullable String before) {
        Places places =
                before == null ? Places.newest(history.partitions()) : Places.read(before, history.partitions());
        return new Scan(wanted, limit, places).go();
    }

    @Override
    public Future<Page> onward(Range range, int limit, @Nullable String after) {
        Future<Onward> begun = after == null
                ? Onward.from(history, range.from())
                : Future.succeededFuture(new Onward(
                        history, Places.read(after, history.partitions()).positions()));
        return begun.compose(onward -> onward.next(limit).map(entries -> {
            List<Seen> found = entries.stream()
                    .filter(entry -> entry.offer().kind() == Kind.EVENT && entry.at() < range.to())
                    .map(entry -> PastJson.seen(new Past(entry, true, null, null, 0)))
                    .toList();
            boolean over =
                    entries.size() < limit || entries.get(entries.size() - 1).at() >= range.to();
            return new Page(found, over ? null : Places.of(onward.places()).text(), entries.size());
        }));
    }

    /** One page in the making: the newest head of all partitions is taken until the page or the budget is full. */
    private final class Scan {

        private final Wanted wanted;
        private final int limit;
        private final Places places;
        private final List<List<Past>> heads = new ArrayList<>();
        private final List<Seen> found = new ArrayList<>();
        private final long begun = clock.millis();
        private long scanned;

        Scan(Wanted wanted, int limit, Places places) {
            this.wanted = wanted;
            this.limit = limit;
            this.places = places;
            for (int partition = 0; partition < history.partitions(); partition++) {
                heads.add(new ArrayList<>());
            }
        }

        Future<Page> go() {
            List<Future<Void>> fills = new ArrayList<>();
            for (int partition = 0; partition < heads.size(); partition++) {
                if (heads.get(partition).isEmpty() && !places.ended(partition)) {
                    fills.add(fill(partition));
                }
            }
            return Future.all(fills).compose(filled -> take());
        }

        private Future<Void> fill(int partition) {
            return history.before(partition, places.of(partition), STRIDE).map(rows -> {
                heads.get(partition).addAll(rows);
                if (rows.isEmpty()) {
                    places.end(partition);
                }
                return null;
            });
        }

        private Future<Page> take() {
            while (found.size() < limit && scanned < MOST_SCANNED) {
                Optional<Past> newest = newest();
                if (newest.isEmpty()
                        || newest.get().entry().at() < wanted.range().from()) {
                    return Future.succeededFuture(page(null));
                }
                pass(newest.get());
                int partition = newest.get().entry().partition();
                if (heads.get(partition).isEmpty()) {
                    return full() ? Future.succeededFuture(page(places.text())) : go();
                }
            }
            return Future.succeededFuture(page(places.text()));
        }

        private boolean full() {
            return found.size() >= limit || clock.millis() - begun > MOST_MILLIS;
        }

        private Optional<Past> newest() {
            return heads.stream()
                    .filter(head -> !head.isEmpty())
                    .map(head -> head.get(0))
                    .max(Comparator.comparingLong(past -> past.entry().at()));
        }

        private void pass(Past past) {
            int partition = past.entry().partition();
            heads.get(partition).remove(0);
            places.move(partition, past.entry().position());
            scanned++;
            if (past.entry().offer().kind() == Kind.EVENT) {
                Seen seen = PastJson.seen(past);
                if (Sieve.passes(wanted, seen)) {
                    found.add(seen);
                }
            }
        }

        private Page page(@Nullable String next) {
            return new Page(List.copyOf(found), next, scanned);
        }
    }
}
