package dev.signalbox.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of Redis, which all hubs of a journal share, carried on by the monotonic clock of this machine. So it makes no
 * difference what the wall clock of a hub says, or that somebody sets it: what was due in a minute stays due in a minute.
 */
public final class RedisClock implements InstantSource {

    /** Nearer it is not put right: that would only make it jump by the way to Redis and back. */
    static final long TOLERATED = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier nanos;
    private volatile long ahead;
    private volatile boolean known;

    /** @param nanos a monotonic clock */
    public RedisClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Compares with Redis, and puts itself right when that is needed; must have succeeded once before it is asked. */
    public Future<Void> look(RedisLink redis) {
        long asked = nanos.getAsLong();
        return redis.send(Request.cmd(Command.TIME)).map(told -> {
            hear(told, asked, nanos.getAsLong());
            return null;
        });
    }

    /** Redis looked at its clock some time between question and answer; a slow answer tells little. */
    private void hear(Response told, long asked, long answered) {
        long then = TimeUnit.SECONDS.toNanos(told.get(0).toLong())
                + TimeUnit.MICROSECONDS.toNanos(told.get(1).toLong());
        long heard = then - (asked + (answered - asked) / 2);
        if (!known || Math.abs(heard - ahead) > TOLERATED + (answered - asked)) {
            ahead = heard;
            known = true;
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, nanos.getAsLong() + ahead);
    }
}
