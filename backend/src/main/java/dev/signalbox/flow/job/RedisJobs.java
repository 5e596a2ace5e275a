package dev.signalbox.flow.job;

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
 * Jobs in Redis: a hash for each, with its state and how far it is as fields of their own, so that who cancels one and who
 * works on it do not write over each other; and its items in their order. The last hundred are kept.
 */
public final class RedisJobs {

    private static final int KEPT = 100;
    private static final int AT_ONCE = 1_000;
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

    public RedisJobs(RedisLink redis, KeySpace keys) {
        this.redis = redis;
        this.keys = keys;
        this.all = keys.hub("jobs:all");
        this.open = keys.hub("jobs:open");
    }

    /** What does not change. */
    private record About(long at, int count, Order order) {}

    private String key(String id) {
        return keys.hub("job:" + id);
    }

    private String items(String id) {
        return keys.hub("job:" + id + ":items");
    }

    /** Makes it known to all hubs, once all of its items are there. */
    Future<Job> create(Job job, List<Item> chosen) {
        return push(job.id(), chosen, 0)
                .compose(pushed -> redis.send(Request.cmd(Command.HSET)
                        .arg(key(job.id()))
                        .arg(ABOUT)
                        .arg(text(new About(job.at(), job.count(), job.order())))
                        .arg(STATE)
                        .arg(word(job.state()))
                        .arg(PROGRESS)
                        .arg(text(job.progress()))))
                .compose(written -> redis.send(Request.cmd(Command.ZADD, all, job.at(), job.id())))
                .compose(listed -> redis.send(Request.cmd(Command.SADD, open, job.id())))
                .compose(opened -> forgetOld())
                .map(job);
    }

    private Future<Void> push(String id, List<Item> chosen, int from) {
        if (from >= chosen.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(chosen.size(), from + AT_ONCE);
        Request request = Request.cmd(Command.ZADD).arg(items(id));
        for (int i = from; i < to; i++) {
            request.arg(i).arg(chosen.get(i).text());
        }
        return redis.send(request).compose(pushed -> push(id, chosen, to));
    }

    /** What is still worked on is not forgotten. */
    private Future<Void> forgetOld() {
        return redis.send(Request.cmd(Command.ZRANGE, all, KEPT, -1, "REV")).compose(old -> {
            List<Future<Void>> gone = new ArrayList<>();
            old.forEach(id -> gone.add(forget(id.toString())));
            return Future.all(gone).mapEmpty();
        });
    }

    private Future<Void> forget(String id) {
        return redis.send(Request.cmd(Command.SISMEMBER, open, id))
                .compose(found -> found.toInteger() == 1
                        ? Future.succeededFuture()
                        : redis.send(Request.cmd(Command.DEL, key(id), items(id)))
                                .compose(deleted -> redis.send(Request.cmd(Command.ZREM, all, id)))
                                .mapEmpty());
    }

    /** The newest first. */
    Future<List<Job>> list() {
        return redis.send(Request.cmd(Command.ZRANGE, all, 0, KEPT - 1, "REV")).compose(this::read);
    }

    /** Those that are not over: what hubs look at again and again, so it costs one question while there is none. */
    Future<List<Job>> open() {
        return redis.send(Request.cmd(Command.SMEMBERS, open)).compose(this::read);
    }

    private Future<List<Job>> read(Response ids) {
        List<Future<Optional<Job>>> found = new ArrayList<>();
        ids.forEach(id -> found.add(find(id.toString())));
        return Future.all(found)
                .map(read ->
                        found.stream().flatMap(one -> one.result().stream()).toList());
    }

    Future<Optional<Job>> find(String id) {
        return redis.send(Request.cmd(Command.HMGET, key(id), ABOUT, STATE, PROGRESS))
                .map(fields -> read(id, fields));
    }

    /** Items in their order, at most so many. */
    Future<List<Item>> items(String id, int from, int count) {
        return redis.send(Request.cmd(Command.ZRANGE, items(id), from, from + count - 1))
                .map(found ->
                        found.stream().map(text -> Item.read(text.toString())).toList());
    }

    /** Writes how far it is; its state stays. */
    Future<Void> store(Job job) {
        return redis.send(Request.cmd(Command.HSET, key(job.id()), PROGRESS, text(job.progress())))
                .mapEmpty();
    }

    /** Ends it. */
    Future<Void> turn(String id, Job.State state) {
        return redis.send(Request.cmd(Command.HSET, key(id), STATE, word(state)))
                .compose(turned -> redis.send(Request.cmd(Command.SREM, open, id)))
                .mapEmpty();
    }

    private static String word(Job.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Job> read(String id, Response fields) {
        Response about = fields.get(0);
        if (about == null) {
            return Optional.empty();
        }
        About told = value(about.toString(), About.class);
        return Optional.of(new Job(
                id,
                told.at(),
                told.count(),
                told.order(),
                Job.State.valueOf(fields.get(1).toString().toUpperCase(Locale.ROOT)),
                value(fields.get(2).toString(), Job.Progress.class)));
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
            throw new IllegalStateException("a job in Redis is not readable: written by a newer hub?", e);
        }
    }
}
