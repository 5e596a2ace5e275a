package dev.signalbox;

import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;

/**
 * What the admin port has for itself: its event loop, its workers and its connection to Redis. However busy the intake
 * is, whoever looks after the hub gets an answer.
 */
record AdminLane(Vertx vertx, RedisLink link) {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int WORKERS = 8;

    static AdminLane open(Store store, Closing closing) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(WORKERS));
        closing.add("the lane of admin", () -> vertx.close().await());
        RedisLinks links = store.links().on(vertx);
        RedisLink link = links.open(TIMEOUT);
        closing.add("the connection of admin", () -> links.close().await());
        return new AdminLane(vertx, link);
    }
}
