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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the journal holds and what became of it, for whoever looks back. Writes nothing. */
public final class RedisHistory {

    private static final int LIVE_BUCKETS = 3;

    private final RedisLink link;
    private final KeySpace keys;
    private final int partitions;

    /**
     * Where a partition stands.
     *
     * @param last position of its newest entry
     * @param position of the last handled entry: up to it entries are decided, after it journaled
     */
    public record Standing(int partition, long last, long position, long epoch, long oldestAt) {
        public long backlog() {
            return last - position;
        }
    }

    public RedisHistory(RedisLink link, KeySpace keys, int partitions) {
        this.link = link;
        this.keys = keys;
        this.partitions = partitions;
    }

    public Future<Optional<Entry>> entry(int partition, long position) {
        String id = position + "-0";
        return link.send(Request.cmd(Command.XRANGE, keys.journal(partition), id, id))
                .map(rows -> rows.stream()
                        .map(row -> RedisEntry.read(partition, row))
                        .findFirst());
    }

    /** All entries with the sender's id, of whatever source, that the dedupe window still remembers. */
    public Future<List<Entry>> find(String id) {
        List<Future<List<Entry>>> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(find(partition, id));
        }
        return flat(all);
    }

    /** Entries before a position, newest first. */
    public Future<List<Entry>> before(int partition, long position, int max) {
        return link.send(Request.cmd(
                        Command.XREVRANGE, keys.journal(partition), "(" + position + "-0", "-", "COUNT", "" + max))
                .map(rows -> rows.stream()
                        .map(row -> RedisEntry.read(partition, row))
                        .toList());
    }

    /** How many deliveries were recognised as duplicates of the entry within the dedupe window. */
    public Future<Long> duplicates(int partition, long position) {
        return buckets(partition).compose(buckets -> {
            List<Future<Long>> counts = new ArrayList<>();
            for (int back = 0; back < LIVE_BUCKETS; back++) {
                String key = keys.again(partition, buckets.number() - back);
                counts.add(link.send(Request.cmd(Command.HGET, key, "" + position))
                        .map(count -> count == null ? 0L : count.toLong()));
            }
            return Future.all(counts)
                    .map(done -> counts.stream().mapToLong(Future::result).sum());
        });
    }

    /** The decisions at a position as their fields: of the entry, and of clock seconds after it. */
    public Future<List<Map<String, String>>> decisions(int partition, long position) {
        return link.send(Request.cmd(Command.XRANGE, keys.decisions(partition), "" + position, "" + position))
                .map(rows -> rows.stream().map(RedisHistory::texts).toList());
    }

    /** Why an entry was quarantined, as JSON. */
    public Future<Optional<String>> quarantine(int partition, long position) {
        return link.send(Request.cmd(Command.HGET, keys.quarantine(partition), "" + position))
                .map(cause -> Optional.ofNullable(cause).map(Response::toString));
    }

    public Future<Standing> standing(int partition) {
        return link.send(Request.cmd(Command.HMGET, keys.owner(partition), "position", "epoch"))
                .compose(owner -> link.send(Request.cmd(Command.HGET, keys.head(partition), "n"))
                        .compose(n -> standing(partition, owner, number(n))));
    }

    private Future<Standing> standing(int partition, Response owner, long last) {
        long position = number(owner.get(0));
        long epoch = number(owner.get(1));
        return entry(partition, position + 1)
                .map(next -> new Standing(
                        partition, last, position, epoch, next.map(Entry::at).orElse(0L)));
    }

    private Future<List<Entry>> find(int partition, String id) {
        long hash = Identity.hash(id);
        return buckets(partition).compose(buckets -> {
            List<Future<List<Entry>>> found = new ArrayList<>();
            for (int back = 0; back < LIVE_BUCKETS; back++) {
                int shard = new Identity(hash, 0).shard(buckets.shards(back));
                String key = keys.seen(partition, buckets.number() - back, shard);
                found.add(link.send(Request.cmd(Command.HGETALL, key))
                        .compose(seen -> entries(partition, id, positions(seen, hash))));
            }
            return flat(found);
        });
    }

    private Future<List<Entry>> entries(int partition, String id, List<Long> positions) {
        List<Future<List<Entry>>> found = new ArrayList<>();
        for (long position : positions) {
            found.add(entry(partition, position)
                    .map(one -> one
                            .filter(entry -> entry.offer().envelope().id().id().equals(id))
                            .stream()
                            .toList()));
        }
        return flat(found);
    }

    private static List<Long> positions(Response seen, long hash) {
        List<Long> positions = new ArrayList<>();
        for (Buffer field : seen.getBinaryKeys()) {
            if (ByteBuffer.wrap(field.getBytes()).getLong() == hash) {
                Buffer value = seen.get(field).toBuffer();
                positions.add(Long.parseLong(value.getString(0, value.length() - 4)));
            }
        }
        return positions;
    }

    private Future<Buckets> buckets(int partition) {
        return link.send(Request.cmd(Command.HGETALL, keys.head(partition))).map(head -> {
            long number = head.containsKey("bucket") ? head.get("bucket").toLong() : 1;
            return new Buckets(number, shards(head, number), shards(head, number - 1), shards(head, number - 2));
        });
    }

    private static int shards(Response head, long bucket) {
        return head.containsKey("s" + bucket) ? head.get("s" + bucket).toInteger() : Buckets.FIRST.shards();
    }

    private static Map<String, String> texts(Response row) {
        Map<String, String> texts = new LinkedHashMap<>();
        RedisEntry.fields(row.get(1)).forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    @SuppressWarnings("NullAway") // Redis answers null for what is not there; its client is not annotated
    private static long number(Response text) {
        return text == null ? 0 : text.toLong();
    }

    private static <T> Future<List<T>> flat(List<Future<List<T>>> parts) {
        return Future.all(parts)
                .map(done ->
                        parts.stream().flatMap(part -> part.result().stream()).toList());
    }
}
