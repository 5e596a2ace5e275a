package dev.signalbox.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a whole hash. */
public final class RedisHash {

    private RedisHash() {}

    /** The fields in the order of the answer; none for a hash that is not there. */
    public static Future<Map<String, String>> of(RedisLink redis, String key) {
        return redis.send(Request.cmd(Command.HGETALL, key)).map(RedisHash::fields);
    }

    /** A map, or pairs one after the other, as the version of the protocol has it. */
    private static Map<String, String> fields(Response answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (answer.isMap()) {
            answer.getKeys().forEach(name -> fields.put(name, answer.get(name).toString()));
        } else {
            for (int i = 0; i + 1 < answer.size(); i += 2) {
                fields.put(answer.get(i).toString(), answer.get(i + 1).toString());
            }
        }
        return fields;
    }
}
