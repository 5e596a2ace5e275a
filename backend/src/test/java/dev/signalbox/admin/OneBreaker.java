package dev.signalbox.admin;

import dev.signalbox.flow.breaker.Seen;
import dev.signalbox.flow.breaker.Standing;
import dev.signalbox.flow.breaker.Standing.Phase;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One target, which works until somebody says otherwise. */
final class OneBreaker implements Breakers {

    private final Map<String, Standing> standings =
            new TreeMap<>(Map.of("https://shop.example:443", new Standing(Phase.CLOSED, 0, 0, 0, "", "", "")));

    @Override
    public Future<List<Seen>> list() {
        return Future.succeededFuture(standings.entrySet().stream()
                .map(one -> new Seen(one.getKey(), one.getValue(), 20, 3, 1, 2, 1, "It answered 503", 900, List.of()))
                .toList());
    }

    @Override
    public Future<Void> set(String target, boolean open, String who, String why) {
        standings.put(target, new Standing(open ? Phase.OPEN : Phase.CLOSED, 1_000, 0, 0, why, who, ""));
        return Future.succeededFuture();
    }
}
