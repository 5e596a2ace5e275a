package dev.signalbox;

import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Event loops, workers and connections to Redis that a part of the hub has for itself, however busy the others are. */
record Lane(Vertx vertx, RedisLinks links) {

    /** @param name of whom they are, for who reads how the hub ends */
    static Lane open(String name, int loops, int workers, Store store, Closing closing) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops).setWorkerPoolSize(workers));
        closing.add("the lane of " + name, () -> vertx.close().await());
        RedisLinks links = store.links().on(vertx);
        closing.add("the connections of " + name, () -> links.close().await());
        return new Lane(vertx, links);
    }
}
