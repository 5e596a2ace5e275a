package dev.signalbox.redis;

import java.util.List;

/** Tells what will pass from what will not: the first is asked again, the second is a fault of the hub. */
public final class RedisTrouble {

    /** Error replies about the state of the server, not about the request. Nothing was written with any of them. */
    private static final List<String> PASSING = List.of(
            "LOADING",
            "OOM",
            "MISCONF",
            "READONLY",
            "BUSY",
            "NOREPLICAS",
            "MASTERDOWN",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "NOAUTH",
            "NOPERM",
            "WRONGPASS",
            "ERR Function not found",
            "ERR max number of clients");

    private RedisTrouble() {}

    public static boolean passes(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return error instanceof RedisLink.Away || PASSING.stream().anyMatch(message::startsWith);
    }
}
