package dev.signalbox.redis;

import io.vertx.core.Future;

/** The transactions of the hub. */
public final class RedisFunctions {

    /** What the owner of a partition and whoever appends to it call. */
    public static final Library JOURNAL = Library.of(RedisFunctions.class, "signalbox.lua");

    /** How hubs meet, and what all of them share. */
    public static final Library HUBS = Library.of(RedisFunctions.class, "hubs.lua");

    private RedisFunctions() {}

    /** Loads them unless they are there; to be called after each connect, since Redis may be a new one. */
    public static Future<Void> load(RedisLink link) {
        return link.load(JOURNAL).compose(loaded -> link.load(HUBS));
    }
}
