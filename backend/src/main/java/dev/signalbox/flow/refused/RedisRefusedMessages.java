package dev.signalbox.flow.refused;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.Library;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The refused messages of all sources, in Redis. They have no end of life: each is taken again or discarded by somebody. So
 * that they cannot fill Redis, there is room for so many of a source, and who has no room must not acknowledge.
 */
public final class RedisRefusedMessages implements RefusedMessages {

    private static final Library FUNCTIONS = Library.of(RedisRefusedMessages.class, "refused.lua");
    private static final String BYTES = "bytes:";
    private static final int TOGETHER = 1_000;

    private final RedisLink link;
    private final KeySpace keys;
    private final Room room;

    /**
     * For each source.
     *
     * @param messages how many are kept
     * @param bytes how much room they may take; a single one may take more
     */
    public record Room(int messages, long bytes) {
        public static final Room USUAL = new Room(10_000, 16 << 20);
    }

    public RedisRefusedMessages(RedisLink link, KeySpace keys, Room room) {
        this.link = link;
        this.keys = keys;
        this.room = room;
    }

    /** Makes it known to Redis what is needed. */
    public Future<Void> load() {
        return link.load(FUNCTIONS);
    }

    public Room room() {
        return room;
    }

    /** Keeps it; one of the same id gets this text. False when there is no room. */
    public Future<Boolean> keep(RefusedMessage message) {
        return link.send(call("sb_refused_keep", message.source())
                        .arg(message.id())
                        .arg(Written.of(message))
                        .arg(room.messages())
                        .arg(room.bytes()))
                .map(reply -> reply.toInteger() == 1);
    }

    @Override
    public Future<Integer> discard(String source, List<String> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(0);
        }
        List<String> now = ids.subList(0, Math.min(TOGETHER, ids.size()));
        Request request = call("sb_refused_discard", source);
        now.forEach(request::arg);
        return link.send(request).compose(gone -> discard(source, ids.subList(now.size(), ids.size()))
                .map(more -> gone.toInteger() + more));
    }

    @Override
    public Future<Page> list(String source, @Nullable Long before, int limit) {
        String order = order(source);
        Object from = before == null ? "+inf" : "(" + before;
        Request range =
                Request.cmd(Command.ZRANGE, order, from, "-inf", "BYSCORE", "REV", "LIMIT", 0, limit + 1, "WITHSCORES");
        return link.send(range).map(RedisRefusedMessages::scored).compose(found -> {
            List<Scored> shown = found.subList(0, Math.min(limit, found.size()));
            Long next = found.size() > limit ? (Long) shown.get(limit - 1).score() : null;
            return find(source, shown.stream().map(Scored::id).toList())
                    .compose(items -> standing(source).map(all -> new Page(items, all.messages(), all.bytes(), next)));
        });
    }

    @Override
    public Future<List<String>> oldest(String source, int most) {
        return link.send(Request.cmd(Command.ZRANGE, order(source), 0, most - 1))
                .map(ids -> ids.stream().map(Response::toString).toList());
    }

    /** In the order of the ids; those that are gone are left out. */
    public Future<List<RefusedMessage>> find(String source, List<String> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Request request = Request.cmd(Command.HMGET).arg(messages(source));
        ids.forEach(request::arg);
        return link.send(request).map(found -> {
            List<RefusedMessage> all = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                Response message = found.get(i);
                if (message != null) {
                    all.add(Written.read(source, ids.get(i), message.toBytes()));
                }
            }
            return all;
        });
    }

    @Override
    public Future<List<Standing>> standings() {
        return link.send(Request.cmd(Command.HKEYS, sizes())).compose(fields -> {
            List<Future<Standing>> standings = fields.stream()
                    .map(Response::toString)
                    .filter(field -> field.startsWith(BYTES))
                    .map(field -> field.substring(BYTES.length()))
                    .sorted()
                    .map(this::standing)
                    .toList();
            return Future.all(standings).map(all -> all.<Standing>list().stream()
                    .filter(standing -> standing.messages() > 0)
                    .toList());
        });
    }

    @Override
    public Future<Standing> standing(String source) {
        return link.send(Request.cmd(Command.HLEN, messages(source)))
                .compose(count -> link.send(Request.cmd(Command.HGET, sizes(), BYTES + source))
                        .map(bytes -> new Standing(source, count.toLong(), bytes == null ? 0 : bytes.toLong())));
    }

    private record Scored(String id, long score) {}

    /* RESP3 pairs them, RESP2 does not. */
    private static List<Scored> scored(Response reply) {
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < reply.size(); i++) {
            Response one = reply.get(i);
            boolean paired = one.type() == ResponseType.MULTI;
            all.add(
                    paired
                            ? new Scored(one.get(0).toString(), one.get(1).toLong())
                            : new Scored(one.toString(), reply.get(++i).toLong()));
        }
        return all;
    }

    private Request call(String function, String source) {
        return FUNCTIONS
                .call(function)
                .arg(3)
                .arg(messages(source))
                .arg(order(source))
                .arg(sizes())
                .arg(source);
    }

    private String messages(String source) {
        return keys.hub("refused:" + source);
    }

    private String order(String source) {
        return keys.hub("refused-order:" + source);
    }

    private String sizes() {
        return keys.hub("refused-sizes");
    }
}
