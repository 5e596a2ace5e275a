package dev.signalbox;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for answers of Redis while the hub starts, and says in words why there are none. */
final class RedisWaiting {

    private static final Logger LOG = LoggerFactory.getLogger(RedisWaiting.class);
    private static final long ANSWER_SECONDS = 20;
    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long LOADING_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RedisLink link;
    private final RedisEndpoint endpoint;

    RedisWaiting(RedisLink link, RedisEndpoint endpoint) {
        this.link = link;
        this.endpoint = endpoint;
    }

    /** One that is just being started is given some seconds, one that loads its data some minutes. */
    void untilThere() {
        long began = System.nanoTime();
        boolean told = false;
        Throwable fault = fault();
        while (fault instanceof RedisLink.Away away) {
            String reason = String.valueOf(away.getMessage());
            long patience = reason.contains("LOADING") ? LOADING_NANOS : reason.contains("AUTH") ? 0 : AWAY_NANOS;
            if (System.nanoTime() - began >= patience) {
                throw refusal(away);
            }
            if (!told) {
                LOG.warn("{}; trying again for {} s", reason, TimeUnit.NANOSECONDS.toSeconds(patience));
                told = true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            fault = fault();
        }
    }

    private @Nullable Throwable fault() {
        return link.send(Request.cmd(Command.PING))
                .<@Nullable Throwable>map(pong -> null)
                .otherwise(error -> error)
                .await();
    }

    /** @throws StartRefused when it fails, or does not come in time */
    <T extends @Nullable Object> T await(Future<T> future) {
        try {
            return future.await(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            throw refusal(e);
        }
    }

    private StartRefused refusal(Exception e) {
        String reason = String.valueOf(e.getMessage());
        String where = "Redis at " + endpoint.address();
        if (reason.contains("NOAUTH") || reason.contains("WRONGPASS")) {
            return StartRefused.configuration(
                    where + " asks for a password or does not take the one given: put "
                            + "redis://USER:PASSWORD@HOST:PORT into a variable or a file, and name it with --redis env:NAME or file:PATH");
        }
        if (reason.contains("OOM ")) {
            return new StartRefused(
                    ExitCode.UNAVAILABLE,
                    where + " has reached its maxmemory: raise it with CONFIG SET maxmemory, and start again");
        }
        if (reason.startsWith("NOPERM")) {
            return StartRefused.configuration(where + " does not let this user do what the hub needs (" + reason
                    + "): give it the rights with ACL SETUSER");
        }
        return new StartRefused(
                ExitCode.UNAVAILABLE,
                where + " cannot be used (" + reason + "): start it, check --redis, or leave --redis out for the"
                        + " embedded one");
    }
}
