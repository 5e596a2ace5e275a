package dev.signalbox.flow.archive;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.RedisHistory;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The journal from its oldest archived entry to its newest. Redis is asked first, always: positions have no gaps, so that it
 * can be seen when something older is wanted, and a hub that has archived nothing reads as fast as before.
 */
public final class WholeHistory implements JournalHistory {

    private final RedisHistory redis;
    private final Archive archive;

    public WholeHistory(RedisHistory redis, Archive archive) {
        this.redis = redis;
        this.archive = archive;
    }

    @Override
    public int partitions() {
        return redis.partitions();
    }

    @Override
    public Future<List<Past>> before(int partition, long position, int most) {
        return redis.before(partition, position, most).compose(rows -> {
            long oldest = rows.isEmpty()
                    ? position
                    : rows.get(rows.size() - 1).entry().position();
            if (rows.size() == most || oldest <= 1 || archive.isEmpty()) {
                return Future.succeededFuture(rows);
            }
            return archive.before(partition, oldest, most - rows.size())
                    .compose(kept -> with(partition, kept))
                    .map(older -> joined(rows, older));
        });
    }

    @Override
    public Future<List<Entry>> after(int partition, long position, int most) {
        return redis.after(partition, position, most).compose(rows -> {
            boolean gap = rows.isEmpty() || rows.get(0).position() > position + 1;
            if (!gap || archive.isEmpty()) {
                return Future.succeededFuture(rows);
            }
            return archive.after(partition, position, most).map(kept -> afterThem(kept, rows, most));
        });
    }

    /** Redis goes on where the archive ends. */
    private static List<Entry> afterThem(List<Entry> kept, List<Entry> rows, int most) {
        if (kept.size() >= most) {
            return kept;
        }
        long last = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).position();
        List<Entry> all = joined(
                kept, rows.stream().filter(entry -> entry.position() > last).toList());
        return all.size() > most ? all.subList(0, most) : all;
    }

    @Override
    public Future<List<Entry>> newest(int partition, long after, long before, int most) {
        return redis.newest(partition, after, before, most).compose(rows -> {
            long oldest = rows.isEmpty() ? before : rows.get(rows.size() - 1).position();
            if (rows.size() == most || oldest <= after + 1 || archive.last(partition) <= after) {
                return Future.succeededFuture(rows);
            }
            return archive.before(partition, oldest, most - rows.size())
                    .map(kept -> joined(
                            rows,
                            kept.stream()
                                    .map(Kept::entry)
                                    .filter(entry -> entry.position() > after)
                                    .toList()));
        });
    }

    @Override
    public Future<List<Past>> find(String id) {
        return redis.find(id)
                .compose(rows -> archive.isEmpty()
                        ? Future.succeededFuture(rows)
                        : archive.find(id)
                                .recover(fault -> orNothing(rows, fault))
                                .compose(kept -> others(rows, kept))
                                .map(older -> joined(rows, older)));
    }

    /** What Redis has can be opened whatever is damaged. */
    private static Future<List<Kept>> orNothing(List<Past> rows, Throwable fault) {
        return rows.isEmpty() ? Future.failedFuture(fault) : Future.succeededFuture(List.of());
    }

    private Future<List<Past>> others(List<Past> rows, List<Kept> kept) {
        Set<List<Long>> known = new HashSet<>();
        rows.forEach(past -> known.add(place(past.entry())));
        List<Future<List<Past>>> found = new ArrayList<>();
        kept.stream()
                .filter(one -> known.add(place(one.entry())))
                .forEach(one -> found.add(with(one.entry().partition(), List.of(one))));
        return Future.all(found)
                .map(all -> found.stream().flatMap(one -> one.result().stream()).toList());
    }

    private static List<Long> place(Entry entry) {
        return List.of((long) entry.partition(), entry.position());
    }

    @Override
    public Future<Set<Long>> quarantined(int partition) {
        return redis.quarantined(partition);
    }

    /** What is kept, with what Redis still knows of it. */
    private Future<List<Past>> with(int partition, List<Kept> kept) {
        Map<Long, Kept> decided =
                kept.stream().collect(Collectors.toMap(one -> one.entry().position(), Function.identity()));
        return redis.with(partition, kept.stream().map(Kept::entry).toList()).map(rows -> {
            List<Past> all = new ArrayList<>(rows.size());
            for (Past past : rows) {
                Kept one = decided.get(past.entry().position());
                all.add(one == null ? past : past.with(one.decision()));
            }
            return all;
        });
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
