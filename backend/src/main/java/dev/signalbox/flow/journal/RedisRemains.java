package dev.signalbox.flow.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisHash;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an owner before left for the next one. */
public final class RedisRemains {

    private final RedisLink redis;
    private final KeySpace keys;

    public RedisRemains(RedisLink redis, KeySpace keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * The committed decisions of clock seconds after a position.
     *
     * @param second the last of these seconds, milliseconds since the epoch; 0 when there is none
     * @param last number of its decision behind the position; 0 when there is none
     */
    public record Ticks(long second, int last) {}

    public Future<Ticks> ticks(int partition, long position) {
        Request request =
                Request.cmd(Command.XRANGE, keys.decisions(partition), position + "-1", Long.toString(position));
        return redis.send(request).map(found -> {
            long second = 0;
            int last = 0;
            for (Response entry : found) {
                String text = entry.get(1).get(1).toString();
                JsonNode decision =
                        Payload.of(text.getBytes(StandardCharsets.UTF_8)).json();
                second = Math.max(second, decision.path("second").asLong());
                last = Integer.parseInt(entry.get(0)
                        .toString()
                        .substring(Long.toString(position).length() + 1));
            }
            return new Ticks(second, last);
        });
    }

    /** Positions whose events no session sees. */
    public Future<Set<Long>> quarantined(int partition) {
        return redis.send(Request.cmd(Command.HKEYS, keys.quarantine(partition)))
                .map(found -> {
                    Set<Long> positions = new HashSet<>();
                    found.forEach(position -> positions.add(Long.parseLong(position.toString())));
                    return positions;
                });
    }

    /** Why an entry is in quarantine, as JSON. */
    public Future<String> cause(int partition, long position) {
        return redis.send(Request.cmd(Command.HGET, keys.quarantine(partition), Long.toString(position)))
                .map(String::valueOf);
    }

    /** What versions of the rulebook failed at, with the cause of each as JSON. */
    public Future<Map<String, String>> faulty(int partition) {
        return RedisHash.of(redis, keys.faulty(partition));
    }

    /** What rules have inserted, as JSON. */
    public Future<Map<String, String>> inserted(int partition) {
        return RedisHash.of(redis, keys.inserted(partition));
    }

    /** Where instances are that share limits, as JSON. */
    public Future<Map<String, String>> turns(int partition) {
        return RedisHash.of(redis, keys.turns(partition));
    }

    /** Rows that may not have reached their target. */
    public Future<Map<String, String>> outbox(int partition) {
        return RedisHash.of(redis, keys.outbox(partition));
    }
}
