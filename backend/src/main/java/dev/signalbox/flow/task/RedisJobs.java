package dev.signalbox.flow.task;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;

/** Jobs in Redis, so that each hub can tell how one is getting on. */
public final class RedisJobs {

    private final RedisLink redis;
    private final String key;

    public RedisJobs(RedisLink redis, KeySpace keys) {
        this.redis = redis;
        this.key = keys.hub("jobs");
    }

    /** The job with an id; nothing when there is none. */
    public Future<Optional<Job>> load(String id) {
        return redis.send(Request.cmd(Command.HGET, key, id))
                .map(found -> found == null ? Optional.empty() : Optional.of(read(id, found.toString())));
    }

    /** Writes how far it is. */
    Future<Job> store(Job job) {
        String text = job.at() + " " + job.count() + " " + job.done() + " " + job.failed();
        return redis.send(Request.cmd(Command.HSET, key, job.id(), text)).map(job);
    }

    private static Job read(String id, String text) {
        String[] words = text.split(" ", -1);
        return new Job(
                id,
                Long.parseLong(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]));
    }
}
