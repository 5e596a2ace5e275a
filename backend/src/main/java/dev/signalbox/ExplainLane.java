package dev.signalbox;

import dev.signalbox.admin.LookBack;
import dev.signalbox.event.Event;
import dev.signalbox.flow.Retrospect;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.RedisRemains;
import dev.signalbox.flow.match.History;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.redis.KeySpace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The threads of explanations: two at a time, some in line, and none that keeps a partition or the process waiting. */
final class ExplainLane implements LookBack {

    private static final int AT_A_TIME = 2;
    private static final int IN_LINE = 16;
    private static final long IDLE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 30;

    /** A rule window of more is cut: about as much as is replayed in some seconds. */
    private static final Retrospect.Bounds BOUNDS = new Retrospect.Bounds(20_000, 5_000_000_000L);

    private final Vertx vertx;
    private final Retrospect retrospect;
    private final ThreadPoolExecutor threads;

    @SuppressWarnings("ThreadPriorityCheck") // what is live comes first
    ExplainLane(Vertx vertx, Retrospect retrospect) {
        this.vertx = vertx;
        this.retrospect = retrospect;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                AT_A_TIME, AT_A_TIME, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(IN_LINE), work -> {
                    Thread thread = new Thread(work, "explain-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setPriority(Thread.MIN_PRIORITY);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Reads over the connection of the admin port: that of the intake is not shared. */
    static ExplainLane open(AdminLane lane, JournalHistory history, KeySpace keys, Closing closing) {
        ExplainLane opened =
                new ExplainLane(lane.vertx(), new Retrospect(history, new RedisRemains(lane.link(), keys), BOUNDS));
        closing.add("the explanations", opened::close);
        return opened;
    }

    @Override
    public <T> Future<T> to(Entry entry, Rules rules, Consumer<Event> seen, BiFunction<Recall, History, T> look) {
        Promise<T> promise = Promise.promise();
        Context context = vertx.getOrCreateContext();
        Future<T> asked = promise.future().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            threads.execute(() -> {
                if (asked.isComplete()) {
                    return; // who asked has gone meanwhile
                }
                try {
                    T answer = answer(entry, rules, seen, look);
                    context.runOnContext(done -> promise.tryComplete(answer));
                } catch (Throwable e) {
                    // A thread's top: an error reply of Redis is a Throwable, and no exception.
                    context.runOnContext(done -> promise.tryFail(e));
                }
            });
        } catch (RejectedExecutionException e) {
            promise.fail(new Busy());
        }
        return asked;
    }

    private <T> T answer(Entry entry, Rules rules, Consumer<Event> seen, BiFunction<Recall, History, T> look) {
        Retrospect.Past past = retrospect.before(entry, rules, seen);
        try (Recall recall = past.recall()) {
            return look.apply(recall, past.history());
        }
    }

    void close() {
        var unusedWaiting = threads.shutdownNow();
    }
}
