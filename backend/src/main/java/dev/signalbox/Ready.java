package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a part of the starting hub is ready, or refuses the start with what somebody has to change. */
final class Ready {

    private static final long PATIENCE_SECONDS = 10;

    private Ready() {}

    /** @return the port that really listens */
    static int listen(String what, Config.Listener where, Future<Integer> listening) {
        return await(
                "the " + what + " port",
                listening.recover(error -> Future.failedFuture(new StartRefused(
                        ExitCode.UNAVAILABLE,
                        "the " + what + " port " + where.port() + " on " + where.host() + " cannot be opened ("
                                + error.getMessage() + "): stop what listens there, or name another with --" + what
                                + "-port"))));
    }

    /** @throws StartRefused when it takes too long */
    static <T> T await(String what, Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StartRefused(
                    ExitCode.UNAVAILABLE, what + " was not ready in time: see the log, then start again");
        }
    }
}
