package dev.signalbox.flow.journal;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Redis has of the journal, and of what became of it. */
public final class RedisHistory implements JournalHistory {

    private static final int BUCKETS = 3;

    private final RedisLink redis;
    private final KeySpace keys;
    private final int partitions;

    public RedisHistory(RedisLink redis, KeySpace keys, int partitions) {
        this.redis = redis;
        this.keys = keys;
        this.partitions = partitions;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Future<List<Past>> before(int partition, long position, int most) {
        Request request = Request.cmd(Command.XREVRANGE, keys.journal(partition), end(position), "-", "COUNT", most);
        return redis.send(request).compose(rows -> with(partition, entries(partition, rows)));
    }

    @Override
    public Future<List<Entry>> after(int partition, long position, int most) {
        String begin = '(' + Long.toString(position) + "-0";
        return redis.send(Request.cmd(Command.XRANGE, keys.journal(partition), begin, "+", "COUNT", most))
                .map(rows -> entries(partition, rows));
    }

    @Override
    public Future<Set<Long>> quarantined(int partition) {
        return redis.send(Request.cmd(Command.HKEYS, keys.quarantine(partition)))
                .map(rows -> rows.stream().map(Response::toLong).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Future<List<Entry>> newest(int partition, long after, long before, int most) {
        String begin = '(' + Long.toString(after) + "-0";
        Request request = Request.cmd(Command.XREVRANGE, keys.journal(partition), end(before), begin, "COUNT", most);
        return redis.send(request).map(rows -> entries(partition, rows));
    }

    private static String end(long before) {
        return before == Long.MAX_VALUE ? "+" : '(' + Long.toString(before) + "-0";
    }

    /** As long as the journal recognises their duplicates. */
    @Override
    public Future<List<Past>> find(String id) {
        long hash = Identity.hash(id);
        List<Future<List<Past>>> found = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            found.add(find(partition, hash));
        }
        return Future.all(found).map(all -> found.stream()
                .flatMap(one -> one.result().stream())
                .filter(past -> past.entry().offer().envelope().id().id().equals(id))
                .toList());
    }

    private Future<List<Past>> find(int partition, long hash) {
        return head(partition).compose(head -> {
            List<Future<List<Long>>> shards = new ArrayList<>();
            for (int back = 0; back < BUCKETS; back++) {
                long bucket = head.number() - back;
                int shard = new Identity(hash, 0).shard(head.shards(back));
                shards.add(redis.send(Request.cmd(Command.HGETALL, keys.seen(partition, bucket, shard)))
                        .map(fields -> positions(fields, hash)));
            }
            return Future.all(shards)
                    .compose(all -> at(
                            partition,
                            shards.stream()
                                    .flatMap(one -> one.result().stream())
                                    .toList()));
        });
    }

    private Future<List<Past>> at(int partition, List<Long> positions) {
        List<Future<Response>> reads = positions.stream()
                .map(n -> redis.send(Request.cmd(Command.XRANGE, keys.journal(partition), n + "-0", n + "-0")))
                .toList();
        return Future.all(reads).compose(all -> {
            List<Entry> entries = new ArrayList<>();
            reads.forEach(read -> entries.addAll(entries(partition, read.result())));
            return with(partition, entries);
        });
    }

    /** The fields of a shard are 16 bytes of identity, of which the first 8 are the id's. */
    private static List<Long> positions(Response fields, long hash) {
        List<Long> found = new ArrayList<>();
        for (Buffer field : fields.getBinaryKeys()) {
            if (ByteBuffer.wrap(field.getBytes()).getLong() == hash) {
                Buffer value = fields.get(field).toBuffer();
                found.add(Long.parseLong(value.getString(0, value.length() - Integer.BYTES)));
            }
        }
        return found;
    }

    private Future<Buckets> head(int partition) {
        return redis.send(Request.cmd(Command.HGETALL, keys.head(partition))).map(head -> {
            long number = head.containsKey("bucket") ? head.get("bucket").toLong() : 1;
            return new Buckets(number, shards(head, number), shards(head, number - 1), shards(head, number - 2));
        });
    }

    private static int shards(Response head, long bucket) {
        return head.containsKey("s" + bucket) ? head.get("s" + bucket).toInteger() : Buckets.FIRST.shards();
    }

    private static List<Entry> entries(int partition, Response rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(RedisEntry.read(partition, row)));
        return entries;
    }

    /** Position of the newest entry that was ever journaled; 0 when there was none. */
    public Future<Long> last(int partition) {
        return redis.send(Request.cmd(Command.HGET, keys.head(partition), "n")).map(n -> n == null ? 0 : n.toLong());
    }

    /**
     * What rules and clock seconds made of entries, from one position to another, in order.
     *
     * @param first position of the first entry
     * @param last position of the last one
     */
    public Future<List<DecisionRow>> decisions(int partition, long first, long last) {
        return redis.send(Request.cmd(Command.XRANGE, keys.decisions(partition), first + "-0", Long.toString(last)))
                .map(rows -> rows.stream().map(RedisHistory::decision).toList());
    }

    private static DecisionRow decision(Response row) {
        String id = row.get(0).toString();
        int dash = id.indexOf('-');
        return new DecisionRow(
                Long.parseLong(id.substring(0, dash)),
                Long.parseLong(id.substring(dash + 1)),
                row.get(1).get(1).toString());
    }

    /** Entries with what Redis has of their fates, whether or not it still has them. */
    public Future<List<Past>> with(int partition, List<Entry> entries) {
        return entries.isEmpty()
                ? Future.succeededFuture(List.of())
                : head(partition).compose(head -> fates(partition, entries, head));
    }

    private Future<List<Past>> fates(int partition, List<Entry> entries, Buckets head) {
        List<Future<Response>> decisions = entries.stream()
                .map(entry -> redis.send(Request.cmd(
                        Command.XRANGE, keys.decisions(partition), entry.position() + "-0", entry.position() + "-0")))
                .toList();
        Future<Response> position = redis.send(Request.cmd(Command.HGET, keys.owner(partition), "position"));
        Future<Response> quarantine = redis.send(many(keys.quarantine(partition), entries));
        List<Future<Response>> again = new ArrayList<>();
        for (int back = 0; back < BUCKETS; back++) {
            again.add(redis.send(many(keys.again(partition, head.number() - back), entries)));
        }
        return Future.all(Future.all(decisions), position, quarantine, Future.all(again))
                .map(all -> {
                    long handled =
                            position.result() == null ? 0 : position.result().toLong();
                    List<Past> past = new ArrayList<>();
                    for (int i = 0; i < entries.size(); i++) {
                        Entry entry = entries.get(i);
                        Response decision = decisions.get(i).result();
                        past.add(new Past(
                                entry,
                                entry.position() <= handled,
                                decision.size() == 0
                                        ? null
                                        : decision.get(0).get(1).get(1).toString(),
                                text(quarantine.result().get(i)),
                                sum(again, i)));
                    }
                    return past;
                });
    }

    private static Request many(String key, List<Entry> entries) {
        Request request = Request.cmd(Command.HMGET).arg(key);
        entries.forEach(entry -> request.arg(Long.toString(entry.position())));
        return request;
    }

    private static long sum(List<Future<Response>> counts, int i) {
        long sum = 0;
        for (Future<Response> count : counts) {
            Response found = count.result().get(i);
            sum += found == null ? 0 : found.toLong();
        }
        return sum;
    }

    private static @Nullable String text(@Nullable Response response) {
        return response == null ? null : response.toString();
    }
}
