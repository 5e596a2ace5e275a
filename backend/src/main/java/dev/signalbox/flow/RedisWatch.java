package dev.signalbox.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices what no single entry tells: dead letters that grow, and sources that fell silent. Every hub looks; what they
 * notice has the same id on all of them, so that it is one event. Belongs to one event loop.
 */
public final class RedisWatch {

    /** Dead letters are counted over so many milliseconds; so many of them are told. */
    static final long WINDOW = 300_000;

    static final int MANY = 10;
    private static final int TOLD = 1_000;

    private final RedisLink redis;
    private final KeySpace keys;
    private final Journal journal;
    private final InstantSource clock;

    /** What need not be offered again; the journal would recognise it anyhow. */
    private final Set<String> told = new LinkedHashSet<>();

    /**
     * A source from which something is expected.
     *
     * @param silence so many milliseconds without an event are told
     * @param lastEventAt the last one that this hub took; null without one
     * @param paused whether nothing can come
     */
    public record Expected(
            String source, long silence, @Nullable Long lastEventAt, boolean paused) {}

    public RedisWatch(RedisLink redis, KeySpace keys, Journal journal, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.journal = journal;
        this.clock = clock;
    }

    /** Looks once. Fails when Redis is away: nothing is told twice, and what is left is told by the next look. */
    public Future<Void> look(List<Expected> sources) {
        long now = clock.millis();
        List<Future<Void>> looks = new ArrayList<>();
        looks.add(dead(now));
        sources.forEach(source -> looks.add(heard(source, now)));
        return Future.all(looks).mapEmpty();
    }

    private Future<Void> dead(long now) {
        long since = now - Math.floorMod(now, WINDOW);
        List<Future<Response>> fresh = new ArrayList<>();
        List<Future<Response>> all = new ArrayList<>();
        for (int partition = 0; partition < journal.partitions(); partition++) {
            String key = keys.deadByTime(partition);
            fresh.add(redis.send(Request.cmd(Command.ZCOUNT, key, Long.toString(since), "+inf")));
            all.add(redis.send(Request.cmd(Command.ZCARD, key)));
        }
        return Future.all(Future.all(fresh), Future.all(all)).compose(counted -> {
            long grown = sum(fresh);
            ObjectNode data = JsonNodeFactory.instance
                    .objectNode()
                    .put("grown", grown)
                    .put("dead", sum(all))
                    .put("since", since)
                    .put("windowMillis", WINDOW);
            return grown < MANY
                    ? Future.succeededFuture()
                    : tell(Alerts.noticed(Alerts.GROWING, "window-" + since / WINDOW, "dead-letters", data, now));
        });
    }

    private static long sum(List<Future<Response>> counts) {
        return counts.stream().mapToLong(count -> count.result().toLong()).sum();
    }

    /** What the hubs heard last is kept by all of them together; a source that was never heard counts from now on. */
    private Future<Void> heard(Expected source, long now) {
        Long last = source.paused() ? Long.valueOf(now) : source.lastEventAt();
        String key = keys.hub("heard");
        Request note = last == null
                ? Request.cmd(Command.ZADD, key, "NX", Long.toString(now), source.source())
                : Request.cmd(Command.ZADD, key, "GT", Long.toString(last), source.source());
        return redis.send(note)
                .compose(noted -> redis.send(Request.cmd(Command.ZSCORE, key, source.source())))
                .compose(score -> silent(source, Math.round(score.toDouble()), now));
    }

    private Future<Void> silent(Expected source, long last, long now) {
        if (now - last < source.silence()) {
            return Future.succeededFuture();
        }
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("source", source.source())
                .put("lastHeardAt", last)
                .put("silentMillis", now - last)
                .put("expectedMillis", source.silence());
        return tell(Alerts.noticed(Alerts.SILENT, source.source() + '-' + last, source.source(), data, now));
    }

    private Future<Void> tell(Offer offer) {
        String id = offer.envelope().type() + ':' + offer.envelope().id().id();
        if (told.contains(id)) {
            return Future.succeededFuture();
        }
        return journal.offer(offer).map(offered -> {
            if (!(offered instanceof Offered.Refused)) {
                remember(id);
            }
            return null;
        });
    }

    private void remember(String id) {
        told.add(id);
        if (told.size() > TOLD) {
            told.remove(told.iterator().next());
        }
    }
}
