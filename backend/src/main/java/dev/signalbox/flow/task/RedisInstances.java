package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.InstanceRecord;
import dev.signalbox.flow.process.Step;
import dev.signalbox.flow.process.TimelineRecord;
import dev.signalbox.flow.task.RedisRanks.Ranked;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisHash;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads instances: for the owner that takes a partition over, and for people. */
public final class RedisInstances {

    /** How many instances one list looks at before it answers with what it has. */
    private static final int BUDGET = 2_000;

    private static final int STRIDE = 200;

    private final RedisLink redis;
    private final KeySpace keys;
    private final int partitions;
    private final RedisRanks ranks;

    public RedisInstances(RedisLink redis, KeySpace keys, int partitions) {
        this.redis = redis;
        this.keys = keys;
        this.partitions = partitions;
        this.ranks = new RedisRanks(redis);
    }

    /** The instance with an id; nothing when there is none, or none any more. */
    public Future<Optional<Instance>> load(String id) {
        int partition = Home.of(id);
        if (partition < 0) {
            return Future.succeededFuture(Optional.empty());
        }
        return RedisHash.of(redis, keys.instance(partition, id))
                .map(fields -> fields.isEmpty() ? Optional.empty() : Optional.of(InstanceRecord.decode(id, fields)));
    }

    /** The ids of a partition's instances with a business key. */
    public Future<List<String>> byKey(int partition, String key) {
        return redis.send(Request.cmd(Command.ZRANGE, keys.instancesByKey(partition, key), "0", "-1"))
                .map(ids -> ids.stream().map(Response::toString).toList());
    }

    /** Instances that have heard an event, newest first. */
    public Future<List<Instance>> heard(String source, String event, int most) {
        List<String> indexes = IntStream.range(0, partitions)
                .mapToObj(partition -> keys.heard(partition, source, event))
                .toList();
        return ranks.after(indexes, Cursor.START, most)
                .compose(this::load)
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    /** The ids of a partition's instances with an attempt under way. */
    public Future<List<String>> running(int partition) {
        return redis.send(Request.cmd(Command.ZRANGE, keys.running(partition), "0", "-1"))
                .map(ids -> ids.stream().map(Response::toString).toList());
    }

    /** All timers of a partition. */
    public Future<Timers> timers(int partition) {
        String key = keys.timers(partition);
        return redis.send(Request.cmd(Command.ZRANGE, key, "0", "-1", "WITHSCORES"))
                .map(found -> {
                    Timers timers = new Timers();
                    RedisRanks.ranked(key, found)
                            .forEach(one ->
                                    timers.add(Timer.of(one.at().id()), one.at().time()));
                    return timers;
                });
    }

    /** The timeline of an instance, oldest first; empty when there is none. */
    public Future<List<Step>> timeline(String id) {
        int partition = Home.of(id);
        if (partition < 0) {
            return Future.succeededFuture(List.of());
        }
        return RedisHash.of(redis, keys.timeline(partition, id)).map(lines -> lines.entrySet().stream()
                .sorted(Comparator.comparingInt(line -> Integer.parseInt(line.getKey())))
                .flatMap(line -> TimelineRecord.decode(line.getValue()).stream())
                .toList());
    }

    /**
     * Instances by start time, newest first, over all partitions.
     *
     * @param before {@link Page#next} of the part before it, null for the first
     * @return fails with {@link IllegalArgumentException} when {@code before} is no such text
     */
    public Future<Page<Instance>> list(Wanted wanted, int limit, @Nullable String before) {
        return Cursor.of(before)
                .map(cursor -> indexes(wanted)
                        .compose(indexes -> gather(new Search(wanted, indexes, limit, new ArrayList<>()), cursor, 0)))
                .orElseGet(() -> Future.failedFuture(
                        new IllegalArgumentException("before must be the next of an earlier answer, not " + before)));
    }

    private Future<List<String>> indexes(Wanted wanted) {
        if (!wanted.isOfAnyDefinition()) {
            return Future.succeededFuture(wanted.indexes(keys, partitions, partition -> List.of()));
        }
        List<Future<List<String>>> names = IntStream.range(0, partitions)
                .mapToObj(keys::definitions)
                .map(key -> redis.send(Request.cmd(Command.ZRANGE, key, "0", "-1"))
                        .map(found -> found.stream().map(Response::toString).toList()))
                .toList();
        return Future.all(names)
                .map(all -> wanted.indexes(
                        keys, partitions, partition -> names.get(partition).result()));
    }

    /** What is looked for, where, and what was found by now. */
    private record Search(Wanted wanted, List<String> indexes, int limit, List<Instance> found) {}

    private Future<Page<Instance>> gather(Search search, Cursor from, int scanned) {
        List<Instance> found = search.found();
        return ranks.after(search.indexes(), from, STRIDE)
                .compose(ranked -> load(ranked).compose(loaded -> {
                    for (int i = 0; i < ranked.size(); i++) {
                        loaded.get(i).filter(search.wanted()::has).ifPresent(found::add);
                        if (found.size() == search.limit()) {
                            boolean last = i == ranked.size() - 1 && ranked.size() < STRIDE;
                            String next = last ? null : ranked.get(i).at().text();
                            return Future.succeededFuture(new Page<>(found, next, scanned + i + 1));
                        }
                    }
                    int seen = scanned + ranked.size();
                    if (ranked.size() < STRIDE || seen >= BUDGET) {
                        String next = ranked.size() < STRIDE
                                ? null
                                : ranked.get(STRIDE - 1).at().text();
                        return Future.succeededFuture(new Page<>(found, next, seen));
                    }
                    return gather(search, ranked.get(STRIDE - 1).at(), seen);
                }));
    }

    /** Loads instances in their order, and takes those that have expired out of the index. */
    private Future<List<Optional<Instance>>> load(List<Ranked> ranked) {
        List<Future<Optional<Instance>>> loads =
                ranked.stream().map(one -> load(one.at().id())).toList();
        return Future.all(loads).compose(all -> {
            List<Optional<Instance>> loaded = loads.stream().map(Future::result).toList();
            List<Ranked> gone = Stream.iterate(0, i -> i + 1)
                    .limit(ranked.size())
                    .filter(i -> loaded.get(i).isEmpty())
                    .map(ranked::get)
                    .toList();
            return ranks.remove(gone).map(loaded);
        });
    }
}
