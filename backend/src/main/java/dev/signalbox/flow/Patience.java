package dev.signalbox.flow;

import dev.signalbox.redis.RedisTrouble;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for Redis: what it cannot do at the moment is asked again until it can. An owner holds nothing that Redis does
 * not have, so that waiting loses nothing; when somebody else takes the partition meanwhile, the next commit tells.
 */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long FIRST_PAUSE = 10;
    private static final long LONGEST_PAUSE = 500;

    private Patience() {}

    /** The thread was interrupted while it waited: the hub stops. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("interrupted", null, false, false);
        }
    }

    /** @param what is waited for, as the subject of a sentence */
    static <T> T of(String what, Supplier<T> question) {
        for (long pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
            try {
                T answer = question.get();
                if (pause > FIRST_PAUSE) {
                    LOG.info("{} goes on", what);
                }
                return answer;
            } catch (Throwable e) {
                // An error reply of Redis is a Throwable, and neither a RuntimeException nor an Error.
                if (!RedisTrouble.passes(e)) {
                    throw unchecked(what, e);
                }
                if (pause == FIRST_PAUSE) {
                    LOG.warn("{} waits for Redis: {}", what, e.getMessage());
                }
            }
            sleep(pause);
        }
    }

    private static RuntimeException unchecked(String what, Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new Interrupted();
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(what + " failed", e);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }
}
