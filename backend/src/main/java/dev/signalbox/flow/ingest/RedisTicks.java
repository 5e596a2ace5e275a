package dev.signalbox.flow.ingest;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.schedule.Rhythm;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a schedule is, for whichever hub goes on with it: a sorted set whose scores only grow, so that a hub that is late
 * takes nothing back. Its members name the rhythm: another rhythm begins anew. What is gone with its source is not written
 * again.
 */
final class RedisTicks {

    private static final Logger LOG = LoggerFactory.getLogger(RedisTicks.class);
    private static final String BEGUN = "begun ";
    private static final String TICKED = "ticked ";

    private static final Standing UNKNOWN = new Standing(Instant.EPOCH, null);

    private final RedisLink redis;
    private final String key;
    private final String begun;
    private final String ticked;

    RedisTicks(RedisLink redis, String key, String rhythm) {
        this.redis = redis;
        this.key = key;
        this.begun = BEGUN + rhythm;
        this.ticked = TICKED + rhythm;
    }

    /** Where all schedules are kept. */
    record At(RedisLink redis, KeySpace keys) {

        RedisTicks of(String source, Rhythm rhythm) {
            return new RedisTicks(redis, keys.ticks(source), rhythm.text());
        }

        /** The schedule of a source that is gone: one of the same name begins anew. */
        void forget(String source) {
            redis.send(Request.cmd(Command.DEL, keys.ticks(source)))
                    .onFailure(
                            fault -> LOG.warn("the last tick of {} is not forgotten: {}", source, fault.getMessage()));
        }
    }

    /**
     * @param begun nothing before it is made any more
     * @param last the last tick that the journal has; null before the first
     */
    record Standing(Instant begun, @Nullable Instant last) {

        /** Ticks after this one are still to be made. */
        Instant from() {
            return last == null || last.isBefore(begun) ? begun : last;
        }

        Standing ticked(Instant tick) {
            return last == null || last.isBefore(tick) ? new Standing(begun, tick) : this;
        }

        Standing dropped(Instant newest) {
            return begun.isBefore(newest) ? new Standing(newest, last) : this;
        }

        Standing and(Standing other) {
            Standing later = dropped(other.begun());
            return other.last() == null ? later : later.ticked(other.last());
        }
    }

    /** Where the schedule stands; it begins now when nobody has begun it. */
    Future<Standing> begin(Instant now) {
        return redis.send(Request.cmd(Command.ZADD, key, "NX", now.toEpochMilli(), begun, 0, ticked))
                .compose(made -> redis.send(Request.cmd(Command.ZRANGE, key, 0, -1)))
                .compose(this::forgetOthers)
                .compose(forgotten -> look(UNKNOWN))
                .map(found -> found.equals(UNKNOWN) ? new Standing(now, null) : found);
    }

    /** Where it stands by now; as it was when it is gone. */
    Future<Standing> look(Standing before) {
        Future<Response> first = redis.send(Request.cmd(Command.ZSCORE, key, begun));
        Future<Response> last = redis.send(Request.cmd(Command.ZSCORE, key, ticked));
        return Future.all(first, last).map(scores -> {
            Standing found = standing(first.result(), last.result());
            return found == null ? before : before.and(found);
        });
    }

    Future<Void> keep(Standing standing) {
        Instant last = standing.last();
        Request request = Request.cmd(Command.ZADD)
                .arg(key)
                .arg("XX")
                .arg("GT")
                .arg(standing.begun().toEpochMilli())
                .arg(begun)
                .arg(last == null ? 0 : last.toEpochMilli())
                .arg(ticked);
        return redis.send(request).mapEmpty();
    }

    private Future<Response> forgetOthers(Response members) {
        List<String> others = new ArrayList<>();
        members.forEach(member -> others.add(member.toString()));
        others.removeAll(List.of(begun, ticked));
        if (others.isEmpty()) {
            return Future.succeededFuture();
        }
        Request forget = Request.cmd(Command.ZREM).arg(key);
        others.forEach(forget::arg);
        return redis.send(forget);
    }

    /** Null when it is gone. */
    private static @Nullable Standing standing(@Nullable Response begun, @Nullable Response ticked) {
        if (begun == null) {
            return null;
        }
        Instant last = ticked == null ? Instant.EPOCH : instant(ticked);
        return new Standing(instant(begun), last.equals(Instant.EPOCH) ? null : last);
    }

    private static Instant instant(Response score) {
        return Instant.ofEpochMilli(Math.round(score.toDouble()));
    }
}
