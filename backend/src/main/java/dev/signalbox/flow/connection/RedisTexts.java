package dev.signalbox.flow.connection;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Settings by name as they are kept: a change is in Redis first, then in force. All hubs have the same ones: a change that
 * does not start from the last revision is made again from it, and what another hub changed comes into force here. One
 * revision counts the changes of sources, sinks and secrets: who follows it hears of all.
 */
public final class RedisTexts {

    private final RedisLink redis;
    private final KeySpace keys;
    private final String key;
    private final Force force;
    private final Map<String, String> inForce = new HashMap<>();
    private long revision;

    /** Puts into force what was read. */
    public interface Force {
        void put(String name, String json);

        void remove(String name);
    }

    /** Another hub was faster; what it changed is in force by now. */
    private static final class Outrun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outrun() {
            super("another hub changed the settings", null, false, false);
        }
    }

    /** @param what is kept, such as {@code sources} */
    public RedisTexts(RedisLink redis, KeySpace keys, String what, Force force) {
        this.redis = redis;
        this.keys = keys;
        this.key = keys.hub(what);
        this.force = force;
    }

    /**
     * Puts into force what is kept. The revision is read first: what was changed in between is only read once more. A full
     * Redis refuses even to read inside MULTI.
     */
    public Future<Void> load() {
        Future<Response> number = redis.send(Request.cmd(Command.HGET, keys.sourcesHead(), "revision"));
        Future<Response> kept = redis.send(Request.cmd(Command.HGETALL, key));
        return Future.all(number, kept).map(read -> {
            follow(number.result() == null ? 0 : number.result().toLong(), kept.result());
            return null;
        });
    }

    /** Puts into force what was changed, unless this is the revision already. */
    public Future<Void> follow(long wanted) {
        return wanted == revision ? Future.succeededFuture() : load();
    }

    private void follow(long read, Response kept) {
        Map<String, String> texts = new HashMap<>();
        kept.getKeys().forEach(name -> texts.put(name, kept.get(name).toString(StandardCharsets.UTF_8)));
        List<String> gone = inForce.keySet().stream()
                .filter(name -> !texts.containsKey(name))
                .toList();
        texts.forEach((name, json) -> {
            if (!json.equals(inForce.get(name))) {
                force.put(name, json);
            }
        });
        gone.forEach(force::remove);
        inForce.clear();
        inForce.putAll(texts);
        revision = read;
    }

    /** Makes a change; makes it again from what is there by then when another hub was faster. */
    public <T> Future<T> agreed(Supplier<Future<T>> change) {
        return change.get()
                .recover(fault -> fault instanceof Outrun
                        ? load().compose(loaded -> agreed(change))
                        : Future.failedFuture(fault));
    }

    /** Writes texts and forgets others; in force here once it is written. What is written as it was is no change. */
    public Future<Void> keep(Map<String, String> wanted, List<String> gone) {
        Map<String, String> texts = new LinkedHashMap<>(wanted);
        texts.entrySet().removeIf(one -> one.getValue().equals(inForce.get(one.getKey())));
        if (texts.isEmpty() && gone.isEmpty()) {
            return Future.succeededFuture();
        }
        Request write = RedisFunctions.HUBS.call("sb_sources").arg(3);
        write.arg(key).arg(keys.sourcesHead()).arg(keys.news()).arg(revision).arg(texts.size());
        texts.forEach((name, json) -> write.arg(name).arg(json));
        gone.forEach(write::arg);
        return redis.send(write).compose(reply -> {
            if (reply.get(0).toInteger() == 0) {
                return Future.failedFuture(new Outrun());
            }
            revision = reply.get(1).toLong();
            inForce.putAll(texts);
            inForce.keySet().removeAll(gone);
            texts.forEach(force::put);
            gone.forEach(force::remove);
            return Future.succeededFuture();
        });
    }
}
