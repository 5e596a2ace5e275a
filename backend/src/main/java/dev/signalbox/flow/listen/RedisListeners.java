package dev.signalbox.flow.listen;

import dev.signalbox.flow.process.Correlations;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisHash;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads what is kept of listeners and early events. Futures fail only when Redis is away. */
public final class RedisListeners {

    private final RedisLink redis;
    private final KeySpace keys;

    public RedisListeners(RedisLink redis, KeySpace keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** All who wait in a partition. */
    public Future<Listeners> listeners(int partition) {
        return RedisHash.of(redis, keys.listeners(partition)).map(Listeners::new);
    }

    /** Events of a type and value that nobody has taken, oldest first. */
    public Future<List<Early>> early(int partition, String type, String value) {
        return RedisHash.of(redis, keys.early(partition, type, value)).map(rows -> {
            List<Early> early = new ArrayList<>();
            rows.forEach((position, text) -> early.add(Early.of(position, text)));
            early.sort(Comparator.comparingLong(Early::position));
            return early;
        });
    }

    /**
     * Adds to what instances may wait for, and tells all of it. It only ever grows: an instance waits for what the version of
     * its definition names, however old that is.
     */
    public Future<Correlations> learn(Set<Correlations.Way> ways) {
        Request write = Request.cmd(Command.HSET).arg(keys.hub("listens"));
        ways.forEach(way -> write.arg(way.type() + '\n' + way.from()).arg("1"));
        Future<?> written = ways.isEmpty() ? Future.succeededFuture() : redis.send(write);
        return written.compose(done -> RedisHash.of(redis, keys.hub("listens")))
                .map(rows -> Correlations.of(
                        rows.keySet().stream().map(RedisListeners::way).toList()));
    }

    private static Correlations.Way way(String field) {
        int line = field.indexOf('\n');
        return new Correlations.Way(field.substring(0, line), field.substring(line + 1));
    }
}
