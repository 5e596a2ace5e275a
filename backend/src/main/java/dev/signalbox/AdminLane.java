package dev.signalbox;

import dev.signalbox.redis.RedisLink;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * What the admin port has for itself: its event loop, its workers and its connection to Redis. However busy the intake
 * is, whoever looks after the hub gets an answer.
 */
record AdminLane(Vertx vertx, RedisLink link) {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int WORKERS = 8;

    static AdminLane open(Store store, Closing closing) {
        Lane lane = Lane.open("admin", 1, WORKERS, store, closing);
        return new AdminLane(lane.vertx(), lane.links().open(TIMEOUT));
    }
}
