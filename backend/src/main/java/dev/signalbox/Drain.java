package dev.signalbox;

import dev.signalbox.config.ExitCode;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JVM's shutdown hook: stops the hub and ends the process with 0, where the JVM by itself would end with the number of
 * the signal. When stopping stands still, the process ends as {@link ExitCode#WATCHDOG}.
 */
final class Drain extends Thread {

    /** What we promise is ten seconds, what is left goes to the JVM. */
    private static final long PATIENCE_MILLIS = 9_500;

    private static final Logger LOG = Logger.getLogger(Drain.class.getName());

    private final AtomicReference<Signalbox> hub = new AtomicReference<>();
    private final CountDownLatch drained = new CountDownLatch(1);

    Drain() {
        super("drain");
    }

    /** From now on there is something to stop. */
    void of(Signalbox started) {
        hub.set(started);
    }

    @Override
    public void run() {
        Signalbox running = hub.get();
        if (running == null) {
            return; // the start failed: its own exit code holds
        }
        Thread watchdog = new Thread(this::watch, "drain-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        LOG.info("stopping: draining what was accepted");
        Runtime.getRuntime().halt(stop(running).code());
    }

    private ExitCode stop(Signalbox running) {
        try {
            running.stop();
            LOG.info("stopped");
            return ExitCode.OK;
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "stopping failed; the next start takes up what is left", e);
            return ExitCode.FAILED;
        } finally {
            drained.countDown();
        }
    }

    private void watch() {
        try {
            if (!drained.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.severe("draining stood still for " + PATIENCE_MILLIS + " ms: ending now, nothing accepted is lost");
                Runtime.getRuntime().halt(ExitCode.WATCHDOG.code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
