package dev.signalbox.flow.breaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.Library;
import dev.signalbox.redis.RedisHash;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the breakers of all targets stand, in Redis, and what each hub sees of its targets. */
public final class RedisBreakers {

    private static final Library FUNCTIONS = Library.of(RedisBreakers.class, "breakers.lua");
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RedisLink link;
    private final KeySpace keys;

    public RedisBreakers(RedisLink link, KeySpace keys) {
        this.link = link;
        this.keys = keys;
    }

    /** Makes it known to Redis what is needed. */
    public Future<Void> load() {
        return link.load(FUNCTIONS);
    }

    /**
     * What became of a wish.
     *
     * @param done false when it stood otherwise than was thought
     * @param stands how it stands now
     */
    record Swapped(boolean done, Standing stands) {}

    /** Lets a breaker stand otherwise, unless somebody else already did. */
    Future<Swapped> swap(String target, Standing before, Standing after) {
        return link.send(FUNCTIONS
                        .call("sb_breaker_swap")
                        .arg(1)
                        .arg(keys.hub("breakers"))
                        .arg(target)
                        .arg(text(before))
                        .arg(text(after)))
                .map(reply -> new Swapped(
                        reply.get(0).toInteger() == 1, standing(reply.get(1).toString())));
    }

    /** Opens or closes one by hand; it stays open until somebody closes it. */
    public Future<Standing> byHand(String target, boolean open, Hand hand) {
        Standing wanted = open
                ? Standing.openedByHand(hand.at(), hand.who(), hand.why())
                : Standing.closedByHand(hand.at(), hand.who(), hand.why());
        return stands(target)
                .compose(before -> swap(target, before, wanted))
                .compose(swapped -> swapped.done() ? Future.succeededFuture(wanted) : byHand(target, open, hand));
    }

    /** Who did it, why and when. */
    public record Hand(String who, String why, long at) {}

    /** All targets that somebody called lately, or whose breaker has opened, by name. */
    public Future<List<Seen>> seen(long now) {
        return reports().compose(reports -> all().map(standings -> Seen.of(standings, reports, now)));
    }

    /** How a breaker stands. */
    Future<Standing> stands(String target) {
        return link.send(Request.cmd(Command.HGET, keys.hub("breakers"), target))
                .map(found -> found == null ? Standing.ALWAYS_CLOSED : standing(found.toString()));
    }

    /** All that have ever opened and are not forgotten, by target. */
    Future<Map<String, Standing>> all() {
        return RedisHash.of(link, keys.hub("breakers")).map(found -> {
            Map<String, Standing> all = new HashMap<>();
            found.forEach((target, text) -> all.put(target, standing(text)));
            return all;
        });
    }

    Future<Void> report(Report report) {
        return link.send(Request.cmd(Command.HSET, keys.hub("breaker-reports"), report.hub(), write(report)))
                .mapEmpty();
    }

    Future<Void> forget(String hub) {
        return link.send(Request.cmd(Command.HDEL, keys.hub("breaker-reports"), hub))
                .mapEmpty();
    }

    Future<List<Report>> reports() {
        return RedisHash.of(link, keys.hub("breaker-reports")).map(found -> {
            List<Report> all = new ArrayList<>();
            found.values().forEach(text -> all.add(read(text, Report.class)));
            return all;
        });
    }

    /* RESP3 has maps, RESP2 has not. */
    private static String text(Standing standing) {
        return standing.equals(Standing.ALWAYS_CLOSED) ? "" : write(standing);
    }

    private static Standing standing(String text) {
        return text.isEmpty() ? Standing.ALWAYS_CLOSED : read(text, Standing.class);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
