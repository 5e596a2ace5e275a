package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.SqsFault;
import dev.signalbox.flow.connection.SqsQueue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of those that take messages from a queue; its turns follow one another, on whichever thread is free. */
final class SqsReceiver {

    private final SqsHands hands;
    private final With with;
    private final Promise<Void> closed = Promise.promise();
    private boolean away;
    private boolean waits;
    private boolean closing;
    private @Nullable ScheduledFuture<?> next;

    /**
     * What it works with.
     *
     * @param gone called when no thread is in it any more
     */
    record With(ScheduledExecutorService threads, SqsQueue queue, SharedReport report, Runnable gone) {}

    SqsReceiver(SqsHands hands, With with) {
        this.hands = hands;
        this.with = with;
    }

    void start() {
        again(0);
    }

    /**
     * What it holds is given back. A call that waits for messages is let go: it has none in its hands, and what it brings
     * after all is given back too.
     */
    synchronized Future<Void> close() {
        closing = true;
        if (waits) {
            closed.tryComplete();
        }
        if (next != null) {
            next.cancel(false);
            with.threads().execute(this::end);
        }
        return closed.future();
    }

    private synchronized void again(int millis) {
        if (closing) {
            with.threads().execute(this::end);
        } else {
            next = with.threads().schedule(this::turn, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void turn() {
        if (!begin()) {
            return;
        }
        int rest;
        try {
            rest = work();
            away = false;
        } catch (Exception e) { // what the wait for the journal fails with comes undeclared
            away = true;
            rest = with.report().trouble(SqsFault.of(e, with.queue()).text());
        }
        again(rest);
    }

    /** Not when it is closed: then its end is called already. */
    private synchronized boolean begin() {
        if (!closing) {
            next = null;
        }
        return !closing;
    }

    private int work() {
        hands.clear();
        if (hands.isEmpty() && waits(true)) {
            int begun = with.report().begin();
            try {
                hands.fill();
            } finally {
                boolean unused = waits(false);
            }
            with.report().well(begun);
        }
        return hands.isEmpty() || isClosing() ? 0 : hands.offer();
    }

    private synchronized boolean waits(boolean now) {
        waits = now && !closing;
        return waits;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private void end() {
        try {
            if (!away) {
                hands.open();
            }
        } catch (RuntimeException e) {
            // What it holds is shown to others when its time is over.
        } finally {
            closed.tryComplete();
            with.gone().run();
        }
    }
}
