package dev.signalbox.flow.task;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads dead letters: one by one, in groups of one fingerprint, and those that somebody selected. */
public final class RedisDeadLetters {

    /** How many dead letters the groups are made of at most: the newest. */
    private static final int BUDGET = 10_000;

    /** @param latest the newest of them, as an example of all */
    public record Group(String fingerprint, int count, long first, long last, DeadLetter latest) {}

    private final RedisLink redis;
    private final KeySpace keys;
    private final int partitions;
    private final RedisRanks ranks;

    public RedisDeadLetters(RedisLink redis, KeySpace keys, int partitions) {
        this.redis = redis;
        this.keys = keys;
        this.partitions = partitions;
        this.ranks = new RedisRanks(redis);
    }

    /**
     * Dead letters by time, newest first.
     *
     * @param fingerprint of the group that is wanted, null for all
     * @return fails with {@link IllegalArgumentException} when {@code before} is not the next of an earlier part
     */
    public Future<Page<DeadLetter>> list(@Nullable String fingerprint, int limit, @Nullable String before) {
        return Cursor.of(before)
                .map(from -> newest(from, fingerprint == null ? limit + 1 : BUDGET)
                        .map(found -> page(found, fingerprint, limit)))
                .orElseGet(() -> Future.failedFuture(
                        new IllegalArgumentException("before must be the next of an earlier answer, not " + before)));
    }

    private static Page<DeadLetter> page(List<DeadLetter> found, @Nullable String fingerprint, int limit) {
        List<DeadLetter> wanted = found.stream()
                .filter(dead -> fingerprint == null || fingerprint.equals(dead.fingerprint()))
                .toList();
        boolean cut = wanted.size() > limit;
        List<DeadLetter> items = cut ? wanted.subList(0, limit) : wanted;
        DeadLetter last = cut ? items.get(limit - 1) : found.size() >= BUDGET ? found.get(found.size() - 1) : null;
        return new Page<>(items, last == null ? null : new Cursor(last.at(), last.id()).text(), found.size());
    }

    /** The groups, that of the newest dead letter first. */
    public Future<List<Group>> groups() {
        return newest(Cursor.START, BUDGET).map(RedisDeadLetters::groups);
    }

    private static List<Group> groups(List<DeadLetter> newestFirst) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (DeadLetter dead : newestFirst) {
            groups.merge(
                    dead.fingerprint(),
                    new Group(dead.fingerprint(), 1, dead.at(), dead.at(), dead),
                    (old, one) -> new Group(old.fingerprint(), old.count() + 1, one.first(), old.last(), old.latest()));
        }
        return List.copyOf(groups.values());
    }

    /** The dead letters with these ids; those that are none any more are left out. */
    public Future<List<DeadLetter>> select(List<String> ids) {
        List<Future<List<DeadLetter>>> parts = IntStream.range(0, partitions)
                .mapToObj(partition -> read(
                        partition,
                        ids.stream()
                                .distinct()
                                .filter(id -> Home.of(id) == partition)
                                .toList()))
                .toList();
        return joined(parts);
    }

    /**
     * What is made of all dead letters that pass, in no order; of each partition no more than about so many.
     *
     * @param as makes less of one than it is: there may be very many
     */
    public <T> Future<List<T>> select(Predicate<DeadLetter> wanted, Function<DeadLetter, T> as, int most) {
        List<Future<Map<String, T>>> parts = IntStream.range(0, partitions)
                .mapToObj(partition -> scan(partition, "0", new Scan<>(wanted, as, most, new LinkedHashMap<>())))
                .toList();
        return Future.all(parts).map(all -> parts.stream()
                .flatMap(part -> part.result().values().stream())
                .toList());
    }

    /** @param found by id, since a scan may tell one twice */
    private record Scan<T>(Predicate<DeadLetter> wanted, Function<DeadLetter, T> as, int most, Map<String, T> found) {

        void see(DeadLetter dead) {
            if (wanted.test(dead)) {
                found.put(dead.id(), as.apply(dead));
            }
        }
    }

    private Future<List<DeadLetter>> newest(Cursor from, int count) {
        List<String> indexes =
                IntStream.range(0, partitions).mapToObj(keys::deadByTime).toList();
        return ranks.after(indexes, from, count)
                .compose(ranked ->
                        select(ranked.stream().map(one -> one.at().id()).toList()));
    }

    private Future<List<DeadLetter>> read(int partition, List<String> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Request request = Request.cmd(Command.HMGET).arg(keys.dead(partition));
        ids.forEach(request::arg);
        return redis.send(request).map(found -> found.stream()
                .filter(Objects::nonNull)
                .map(text -> DeadLetterJson.read(text.toString()))
                .toList());
    }

    private <T> Future<Map<String, T>> scan(int partition, String from, Scan<T> scan) {
        Request request = Request.cmd(Command.HSCAN, keys.dead(partition), from, "COUNT", "500");
        return redis.send(request).compose(part -> {
            Response fields = part.get(1);
            for (int i = 1; i < fields.size(); i += 2) {
                scan.see(DeadLetterJson.read(fields.get(i).toString()));
            }
            String next = part.get(0).toString();
            return next.equals("0") || scan.found().size() >= scan.most()
                    ? Future.succeededFuture(scan.found())
                    : scan(partition, next, scan);
        });
    }

    private static Future<List<DeadLetter>> joined(List<Future<List<DeadLetter>>> parts) {
        return Future.all(parts).map(all -> {
            List<DeadLetter> joined = new ArrayList<>();
            parts.forEach(part -> joined.addAll(part.result()));
            joined.sort(Comparator.comparing(dead -> new Cursor(dead.at(), dead.id()), Cursor.NEWEST_FIRST));
            return joined;
        });
    }
}
