package dev.signalbox.flow.task;

import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Transition;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A real Redis with a link, and the writes of transitions carried out in it. */
final class RedisFixture implements AutoCloseable {

    static final int PARTITIONS = 4;

    final TestRedis redis = TestRedis.start();
    final KeySpace keys = new KeySpace();
    final RedisLink link;
    final Vertx vertx = Vertx.vertx();
    private final InstanceWrites writes = new InstanceWrites(keys, Duration.ofDays(7));

    RedisFixture() {
        link = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(5));
    }

    void commit(@Nullable Instance before, Transition transition, long at) {
        List<Future<?>> sent = new ArrayList<>();
        for (Write write : writes.of(before, transition, at)) {
            sent.add(link.send(request(write)));
        }
        Future.all(sent).await();
    }

    private static Request request(Write write) {
        if (write instanceof Write.Put put) {
            Request request = Request.cmd(Command.HSET).arg(put.key());
            put.fields().forEach((field, value) -> request.arg(field).arg(value));
            return request;
        }
        if (write instanceof Write.Line line) {
            return Request.cmd(Command.HSET, line.key(), "0", line.text());
        }
        if (write instanceof Write.Append append) {
            Request request = Request.cmd(Command.XADD).arg(append.key()).arg(append.id());
            append.fields().forEach((field, value) -> request.arg(field).arg(value));
            return request;
        }
        if (write instanceof Write.Rank rank) {
            return Request.cmd(Command.ZADD, rank.key(), Long.toString(rank.score()), rank.member());
        }
        if (write instanceof Write.Unrank unrank) {
            return Request.cmd(Command.ZREM, unrank.key(), unrank.member());
        }
        if (write instanceof Write.Remove remove) {
            return Request.cmd(Command.HDEL, remove.key(), remove.fields().get(0));
        }
        Write.Expire expire = (Write.Expire) write;
        return Request.cmd(Command.PEXPIREAT, expire.key(), Long.toString(expire.at()));
    }

    @Override
    public void close() {
        link.close().await();
        vertx.close().await();
        redis.close();
    }
}
