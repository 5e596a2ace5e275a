package dev.signalbox.flow.task;

import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads several sorted sets as one list, newest first. */
final class RedisRanks {

    /** A member with its score and the set that it is in. */
    record Ranked(Cursor at, String key) {}

    private final RedisLink redis;

    RedisRanks(RedisLink redis) {
        this.redis = redis;
    }

    /** At most {@code count} members that come after the cursor. */
    Future<List<Ranked>> after(List<String> keys, Cursor cursor, int count) {
        List<Future<List<Ranked>>> parts =
                keys.stream().map(key -> after(key, cursor, count, count + 1)).toList();
        return Future.all(parts).map(all -> parts.stream()
                .flatMap(part -> part.result().stream())
                .sorted(Comparator.comparing(Ranked::at, Cursor.NEWEST_FIRST))
                .limit(count)
                .toList());
    }

    /** Takes members out of the sets that they were found in. */
    Future<Void> remove(List<Ranked> members) {
        List<Future<Response>> sent = members.stream()
                .map(member -> redis.send(
                        Request.cmd(Command.ZREM, member.key(), member.at().id())))
                .toList();
        return Future.all(sent).mapEmpty();
    }

    /** Asks for more when all that came had the cursor's own time and was seen before. */
    private Future<List<Ranked>> after(String key, Cursor cursor, int count, int ask) {
        String most = Integer.toString(ask);
        Request request = Request.cmd(
                Command.ZRANGE, key, cursor.highest(), "-inf", "BYSCORE", "REV", "LIMIT", "0", most, "WITHSCORES");
        return redis.send(request).compose(response -> {
            List<Ranked> all = ranked(key, response);
            List<Ranked> later = all.stream()
                    .filter(one -> cursor.isBefore(one.at()))
                    .limit(count)
                    .toList();
            boolean enough = later.size() == count || all.size() < ask;
            return enough ? Future.succeededFuture(later) : after(key, cursor, count, 2 * ask);
        });
    }

    /** Members with scores come in pairs, or one after the other, as the version of the protocol has it. */
    static List<Ranked> ranked(String key, Response response) {
        List<Ranked> ranked = new ArrayList<>();
        if (response.size() > 0 && response.get(0).type() == ResponseType.MULTI) {
            response.forEach(pair -> ranked.add(ranked(key, pair.get(0), pair.get(1))));
        } else {
            for (int i = 0; i + 1 < response.size(); i += 2) {
                ranked.add(ranked(key, response.get(i), response.get(i + 1)));
            }
        }
        return ranked;
    }

    private static Ranked ranked(String key, Response member, Response score) {
        return new Ranked(new Cursor((long) Double.parseDouble(score.toString()), member.toString()), key);
    }
}
