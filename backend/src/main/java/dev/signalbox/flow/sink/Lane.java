package dev.signalbox.flow.sink;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread of one sink, for clients that may hold their caller. What waited while another message was held until it
 * failed fails with it: the receiver was away for both, and the wait of one does not add to that of the next.
 */
final class Lane {

    private static final int MOST_WAITING = 10_000;
    private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ThreadPoolExecutor thread;
    private long freeSince = System.nanoTime();
    private Sent.Failed lastHeld = new Sent.Failed("communication", 503, "", "");
    private String lastPlace = "";

    Lane(String name) {
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread made = new Thread(work, name);
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    ExecutorService thread() {
        return thread;
    }

    /** @param work completes the promise, at once or later; a fault of it is one of ours */
    Future<Sent> run(Message message, Consumer<Promise<Sent>> work) {
        Promise<Sent> done = Promise.promise();
        long since = System.nanoTime();
        if (thread.isShutdown() || thread.getQueue().size() >= MOST_WAITING) {
            return Future.succeededFuture(Sent.communication(
                    503,
                    message,
                    "Too many messages wait for the sink",
                    MOST_WAITING + " wait already, or it is being closed; give the task a retry"));
        }
        thread.execute(() -> work(message, since, work, done));
        return done.future();
    }

    private void work(Message message, long since, Consumer<Promise<Sent>> work, Promise<Sent> done) {
        String place = String.valueOf(message.to());
        if (since - freeSince < 0 && place.equals(lastPlace)) {
            done.complete(lastHeld);
            return;
        }
        long begun = System.nanoTime();
        try {
            work.accept(done);
        } catch (RuntimeException e) {
            done.tryFail(e);
        }
        long ended = System.nanoTime();
        if (ended - begun > HELD_NANOS
                && done.future().succeeded()
                && done.future().result() instanceof Sent.Failed no) {
            freeSince = ended;
            lastPlace = place;
            lastHeld = no;
        }
    }

    /** Does it after what waits now; not at all when the lane is closed, for then the last was done. */
    void later(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(work);
        }
    }

    /** @param last done after all that waits */
    Future<Void> close(Runnable last) {
        Promise<Void> ended = Promise.promise();
        later(() -> {
            try {
                last.run();
            } finally {
                ended.tryComplete();
            }
        });
        thread.shutdown();
        return ended.future();
    }
}
