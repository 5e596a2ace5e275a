package dev.signalbox.flow.ingest;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A timer that is set anew far more often than it goes off, as with each request of a connection: to set it later, or to
 * take it back, touches no timer of Vert.x.
 */
final class Alarm {

    private static final long NONE = -1;

    private final Vertx vertx;
    private long timer = NONE;
    private long armed;
    private long due;
    private @Nullable Runnable then;

    Alarm(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Takes the place of what was set before. */
    void set(long millis, Runnable what) {
        due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(1, millis));
        then = what;
        if (timer != NONE && armed - due > 0) {
            cancel();
        }
        if (timer == NONE) {
            arm();
        }
    }

    /** It will not go off until it is set again. */
    void clear() {
        then = null;
    }

    /** The same, and nothing is left behind. */
    void close() {
        clear();
        cancel();
    }

    private void arm() {
        armed = due;
        long left = due - System.nanoTime();
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left) + 1), fired -> fired());
    }

    private void cancel() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }

    private void fired() {
        timer = NONE;
        Runnable what = then;
        if (what != null && due - System.nanoTime() > 0) {
            arm();
        } else if (what != null) {
            then = null;
            what.run();
        }
    }
}
