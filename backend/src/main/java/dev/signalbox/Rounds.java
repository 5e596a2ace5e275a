package dev.signalbox;

import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something again and again for as long as the hub runs. */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Vertx vertx;
    private final Closing closing;

    Rounds(Vertx vertx, Closing closing) {
        this.vertx = vertx;
        this.closing = closing;
    }

    /**
     * Looks now, and each so many milliseconds until the hub closes. That Redis is away is told by its gauge, and by
     * everybody who needs it; any other failure is logged.
     *
     * @param what is done, for the log
     */
    void each(long millis, String what, Supplier<Future<?>> look) {
        long timer = vertx.setPeriodic(0, millis, tick -> look.get().onFailure(error -> failed(what, error)));
        closing.add(what, () -> vertx.cancelTimer(timer));
    }

    private static void failed(String what, Throwable error) {
        if (!(error instanceof RedisLink.Away)) {
            LOG.warn("{} failed: {}", what, error.getMessage());
        }
    }
}
