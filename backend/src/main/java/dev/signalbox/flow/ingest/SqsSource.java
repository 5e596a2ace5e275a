package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a queue of SQS by some receivers, each with a thread, for a call holds its caller; one more looks how full the queue
 * is. Hubs that read the same queue compete for its messages. Of a group of a FIFO queue SQS gives nothing out while
 * messages of it are in somebody's hands, so receivers do not overtake each other.
 */
final class SqsSource implements Reader {

    private static final int LOOK_MILLIS = 5_000;

    private final SqsCalls calls;
    private final Report report;
    private final ScheduledThreadPoolExecutor threads;
    private final List<SqsReceiver> receivers;
    private final AtomicInteger left;
    private volatile boolean open = true;

    SqsSource(SqsSettings settings, Bus bus, Report report, Tools tools) {
        int count = settings.sqs().receivers();
        this.calls = new SqsCalls(settings);
        this.report = report;
        this.left = new AtomicInteger(count);
        this.threads = new ScheduledThreadPoolExecutor(
                count + 1,
                work -> {
                    Thread made = new Thread(work, "sqs-" + settings.source().name());
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        SharedReport shared = new SharedReport(report);
        SqsReceiver.With with = new SqsReceiver.With(threads, settings.sqs().queue(), shared, this::gone);
        this.receivers = IntStream.range(0, count)
                .mapToObj(n -> new SqsReceiver(new SqsHands(calls, messages(settings, tools), bus, shared), with))
                .toList();
    }

    /** Chance is drawn by each for itself. */
    private static SqsMessages messages(SqsSettings settings, Tools tools) {
        Tools own = new Tools(tools.clock(), new SplittableRandom(tools.random().nextLong()), tools.failpoints());
        return new SqsMessages(settings.source(), settings.sqs(), own);
    }

    @Override
    public void start() {
        receivers.forEach(SqsReceiver::start);
        threads.execute(this::look);
    }

    @Override
    public Future<Void> close() {
        open = false;
        return Future.join(receivers.stream().map(SqsReceiver::close).toList()).mapEmpty();
    }

    /** The last one to go closes the door. */
    private void gone() {
        if (left.decrementAndGet() == 0) {
            threads.shutdown();
            calls.close();
        }
    }

    /** Who may receive may still not look; the receivers tell of all other trouble. */
    private void look() {
        if (!open) {
            return;
        }
        Long depth = depth();
        if (open) {
            report.lag(depth);
        }
        var unusedLook = threads.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private @Nullable Long depth() {
        try {
            return calls.depth();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
