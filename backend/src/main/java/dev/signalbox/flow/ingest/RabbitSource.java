package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.RabbitCauses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a queue in a thread of its own, as one of its consumers: hubs that read the same queue compete for its messages.
 * The client calls back on that thread; when a reading breaks, the next one begins with what was not acknowledged.
 */
final class RabbitSource implements Reader {

    private static final int LOOK_MILLIS = 1_000;

    private final RabbitSettings settings;
    private final Bus bus;
    private final Report report;
    private final Tools tools;
    private final ScheduledThreadPoolExecutor thread;
    private final Promise<Void> ended = Promise.promise();
    private @Nullable RabbitReading reading;
    private int readings;
    private volatile boolean open = true;

    RabbitSource(RabbitSettings settings, Bus bus, Report report, Tools tools) {
        this.settings = settings;
        this.bus = bus;
        this.report = report;
        this.tools = tools;
        this.thread = new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread made =
                            new Thread(work, "rabbitmq-" + settings.source().name());
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void start() {
        thread.execute(this::connect);
    }

    @Override
    public Future<Void> close() {
        open = false;
        thread.execute(() -> {
            disconnect();
            thread.shutdownNow();
            ended.complete();
        });
        return ended.future();
    }

    private void connect() {
        if (!open) {
            return;
        }
        try {
            int number = ++readings;
            RabbitReading next = new RabbitReading(
                    settings.rabbit(),
                    new RabbitMessages(settings.source(), tools),
                    settings.connect(thread),
                    new RabbitReading.With(this::later, bus, report, cause -> broken(number, cause)));
            reading = next;
            next.begin();
            report.well();
            look(next, number);
        } catch (IOException | TimeoutException | GeneralSecurityException | RuntimeException e) {
            failed(RabbitCauses.text(e));
        }
    }

    /** Once for each reading: the end of a connection is told by more than one. */
    private void broken(int number, String cause) {
        if (reading != null && number == readings) {
            failed(cause);
        }
    }

    private void failed(String cause) {
        disconnect();
        if (open) {
            later(this::connect, report.trouble(cause));
        }
    }

    private void look(RabbitReading which, int number) {
        if (!open || reading != which) {
            return;
        }
        try {
            report.lag(which.lag());
            later(() -> look(which, number), LOOK_MILLIS);
        } catch (IOException | RuntimeException e) {
            broken(number, RabbitCauses.text(e));
        }
    }

    private void later(Runnable work, int millis) {
        var unusedWork = thread.schedule(work, millis, TimeUnit.MILLISECONDS);
    }

    private void disconnect() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }
}
