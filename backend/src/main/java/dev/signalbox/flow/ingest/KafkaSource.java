package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Causes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads topics in a thread of its own, as a member of a consumer group: hubs that name the same group share its
 * partitions. When a reading breaks, the next one begins where the group is.
 */
final class KafkaSource implements Reader {

    private final Supplier<KafkaReading> readings;
    private final Report report;
    private final Thread thread;
    private final Promise<Void> ended = Promise.promise();
    private volatile boolean open = true;

    KafkaSource(KafkaSettings settings, Bus bus, Report report, Tools tools) {
        this.readings = () -> new KafkaReading(settings, bus, report, tools);
        this.report = report;
        this.thread = new Thread(this::run, "kafka-" + settings.source().name());
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Future<Void> close() {
        open = false;
        thread.interrupt();
        return ended.future();
    }

    private void run() {
        while (open) {
            try (KafkaReading reading = readings.get()) {
                while (open) {
                    reading.turn();
                }
            } catch (InterruptException asked) {
                open = false;
            } catch (TimeoutException away) {
                rest(report.trouble("no answer from a broker: " + Causes.text(away)));
            } catch (Exception broken) {
                after(broken);
            }
        }
        ended.complete();
    }

    /** An interrupt of the wait for the journal comes undeclared. */
    private void after(Exception broken) {
        if (broken instanceof InterruptedException) {
            open = false;
        } else {
            rest(report.trouble(Causes.text(broken)));
        }
    }

    private void rest(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException asked) {
            open = false;
        }
    }
}
