package dev.signalbox.demo.world;

import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes entries into streams of the hub's Redis, wherever that is at the moment. */
final class RedisStreams {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_ENTRIES = 50_000;

    private final Vertx vertx;
    private final RandomGenerator random;
    private @Nullable RedisEndpoint endpoint;
    private @Nullable RedisLink link;

    RedisStreams(Vertx vertx, RandomGenerator random) {
        this.vertx = vertx;
        this.random = random;
    }

    /** From now on Redis is there. */
    void connect(RedisEndpoint there) {
        if (there.equals(endpoint)) {
            return;
        }
        close();
        endpoint = there;
        link = new RedisLinks(vertx, there, random).open(TIMEOUT);
    }

    /** Fails when Redis does not answer; then nobody knows whether the entry is there. */
    Future<Void> add(Fact.Entry entry) {
        if (link == null) {
            return Future.failedFuture(new RedisLink.Away("Redis is not known yet"));
        }
        Request request = Request.cmd(Command.XADD)
                .arg(entry.stream())
                .arg("MAXLEN")
                .arg("~")
                .arg(MOST_ENTRIES)
                .arg("*");
        entry.fields().forEach((name, value) -> request.arg(name).arg(value));
        return link.send(request).mapEmpty();
    }

    void close() {
        if (link != null) {
            Future<Void> ignored = link.close();
        }
    }
}
