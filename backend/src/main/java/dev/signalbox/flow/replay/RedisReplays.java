package dev.signalbox.flow.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Replays in Redis: a hash for each, with what it is about, its state and how far it is as fields of their own, so that who
 * cancels one and who works on it do not write over each other. The last hundred are kept.
 */
public final class RedisReplays {

    private static final int KEPT = 100;
    private static final String ABOUT = "about";
    private static final String STATE = "state";
    private static final String PROGRESS = "progress";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RedisLink redis;
    private final KeySpace keys;
    private final String all;
    private final String open;

    public RedisReplays(RedisLink redis, KeySpace keys) {
        this.redis = redis;
        this.keys = keys;
        this.all = keys.hub("replays");
        this.open = keys.hub("replays:open");
    }

    /** What does not change. */
    private record About(long at, Replay.Wanted wanted, int rate) {}

    private String key(String id) {
        return keys.hub("replay:" + id);
    }

    /** Makes it known to all hubs. */
    Future<Replay> create(Replay replay) {
        About about = new About(replay.at(), replay.wanted(), replay.rate());
        Request fields = Request.cmd(Command.HSET)
                .arg(key(replay.id()))
                .arg(ABOUT)
                .arg(text(about))
                .arg(STATE)
                .arg(word(replay.state()))
                .arg(PROGRESS)
                .arg(text(replay.progress()));
        return redis.send(fields)
                .compose(written -> redis.send(Request.cmd(Command.SADD, open, replay.id())))
                .compose(opened -> redis.send(Request.cmd(Command.ZADD, all, replay.at(), replay.id())))
                .compose(listed -> forgetOld())
                .map(replay);
    }

    private Future<Void> forgetOld() {
        return redis.send(Request.cmd(Command.ZRANGE, all, KEPT, -1, "REV")).compose(old -> {
            List<Future<Response>> gone = new ArrayList<>();
            old.forEach(id -> {
                gone.add(redis.send(Request.cmd(Command.DEL, key(id.toString()))));
                gone.add(redis.send(Request.cmd(Command.ZREM, all, id.toString())));
            });
            return Future.all(gone).mapEmpty();
        });
    }

    /** The newest first. */
    public Future<List<Replay>> list() {
        return redis.send(Request.cmd(Command.ZRANGE, all, 0, KEPT - 1, "REV")).compose(this::read);
    }

    /** Those that are not over: what hubs look at again and again, so it costs one question while there is none. */
    Future<List<Replay>> open() {
        return redis.send(Request.cmd(Command.SMEMBERS, open)).compose(this::read);
    }

    private Future<List<Replay>> read(Response ids) {
        List<Future<Optional<Replay>>> found = new ArrayList<>();
        ids.forEach(id -> found.add(find(id.toString())));
        return Future.all(found)
                .map(read ->
                        found.stream().flatMap(one -> one.result().stream()).toList());
    }

    public Future<Optional<Replay>> find(String id) {
        return redis.send(Request.cmd(Command.HMGET, key(id), ABOUT, STATE, PROGRESS))
                .map(fields -> read(id, fields));
    }

    /** Writes how far it is; its state stays. */
    Future<Void> store(Replay replay) {
        return redis.send(Request.cmd(Command.HSET, key(replay.id()), PROGRESS, text(replay.progress())))
                .mapEmpty();
    }

    /** Ends it. */
    Future<Void> turn(String id, Replay.State state) {
        return redis.send(Request.cmd(Command.HSET, key(id), STATE, word(state)))
                .compose(turned -> redis.send(Request.cmd(Command.SREM, open, id)))
                .mapEmpty();
    }

    private static String word(Replay.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Replay> read(String id, Response fields) {
        Response about = fields.get(0);
        if (about == null) {
            return Optional.empty();
        }
        About told = value(about.toString(), About.class);
        return Optional.of(new Replay(
                id,
                told.at(),
                told.wanted(),
                told.rate(),
                Replay.State.valueOf(fields.get(1).toString().toUpperCase(Locale.ROOT)),
                value(fields.get(2).toString(), Replay.Progress.class)));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record cannot be written as JSON", e);
        }
    }

    private static <T> T value(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a replay in Redis is not readable: written by a newer hub?", e);
        }
    }
}
