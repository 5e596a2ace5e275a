package dev.signalbox.hubs;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** Waits for word of a change, so that nobody need wait for the next beat. That word is lost costs one period. */
final class RedisNews {

    /** Less than the timeout of the link. */
    private static final int BLOCK_MILLIS = 1_000;

    private static final long PAUSE = 500;

    private final Vertx vertx;
    private final RedisLink link;
    private final String key;
    private final Runnable listener;
    private String last = "0";
    private boolean open = true;

    /** @param link of its own, since it is kept waiting */
    RedisNews(Vertx vertx, RedisLink link, KeySpace keys, Runnable listener) {
        this.vertx = vertx;
        this.link = link;
        this.key = keys.news();
        this.listener = listener;
    }

    /** To be called on the event loop of the listener. */
    void listen() {
        if (open) {
            link.send(Request.cmd(Command.XREAD)
                            .arg("BLOCK")
                            .arg(BLOCK_MILLIS)
                            .arg("STREAMS")
                            .arg(key)
                            .arg(last))
                    .onSuccess(this::heard)
                    .onFailure(away -> vertx.setTimer(PAUSE, later -> listen()));
        }
    }

    void close() {
        open = false;
    }

    private void heard(@Nullable Response reply) {
        if (open && reply != null && reply.size() > 0) {
            Response rows = reply.isMap() ? reply.get(key) : reply.get(0).get(1);
            last = rows.get(rows.size() - 1).get(0).toString();
            listener.run();
        }
        listen();
    }
}
