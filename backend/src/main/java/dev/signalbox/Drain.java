package dev.signalbox;

import dev.signalbox.config.ExitCode;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JVM's shutdown hook: stops the hub and ends the process with 0, where the JVM by itself would end with the number of
 * the signal. When stopping stands still, the process ends as {@link ExitCode#WATCHDOG}.
 */
final class Drain extends Thread {

    /** What we promise is ten seconds, what is left goes to the JVM. */
    private static final long PATIENCE_MILLIS = 9_500;

    /** A stop during the start waits so long for the start to end. */
    private static final long START_MILLIS = 5_000;

    private static final Logger LOG = Logger.getLogger(Drain.class.getName());

    private final CompletableFuture<Signalbox> hub = new CompletableFuture<>();
    private final CountDownLatch drained = new CountDownLatch(1);

    Drain() {
        super("drain");
    }

    /** From now on there is something to stop. */
    void of(Signalbox started) {
        boolean ignored = hub.complete(started);
    }

    /** Nothing will ever be there to stop: the start failed, and its own exit code holds. */
    void ofNothing() {
        boolean ignored = hub.cancel(false);
    }

    @Override
    public void run() {
        if (hub.isCancelled()) {
            return;
        }
        Thread watchdog = new Thread(this::watch, "drain-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        LOG.info("stopping: draining what was accepted");
        try {
            Runtime.getRuntime()
                    .halt(stop(hub.get(START_MILLIS, TimeUnit.MILLISECONDS)).code());
        } catch (CancellationException | ExecutionException e) {
            LOG.info("the start failed before it could be stopped");
        } catch (TimeoutException e) {
            LOG.info("stopped while starting: nothing was accepted yet");
            Runtime.getRuntime().halt(ExitCode.OK.code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
