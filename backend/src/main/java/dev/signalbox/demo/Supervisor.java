package dev.signalbox.demo;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a hub running: whenever it ends without having been asked to, another one is started. */
final class Supervisor {

    private static final int MOST_FAILURES = 5;
    private static final Duration PAUSE = Duration.ofMillis(800);

    private final Supplier<HubChild> starter;
    private final Consumer<HubChild.Ready> came;
    private final Runnable went;
    private final Diary diary;
    private final Thread thread = new Thread(this::watch, "demo-hub");
    private volatile @Nullable HubChild child;
    private volatile boolean up;
    private volatile boolean stopping;
    private volatile int gaveUpWith;

    /**
     * Starts nothing yet.
     *
     * @param came gets where it is, each time it is ready
     * @param went is told each time it ended
     */
    Supervisor(Supplier<HubChild> starter, Consumer<HubChild.Ready> came, Runnable went, Diary diary) {
        this.starter = starter;
        this.came = came;
        this.went = went;
        this.diary = diary;
        thread.setDaemon(true);
    }

    /**
     * Starts the first one and waits for it.
     *
     * @throws StartRefused when it does not come up: that is nothing to be repeated
     */
    HubChild.Ready start() throws InterruptedException {
        HubChild.Ready ready = launch();
        thread.start();
        return ready;
    }

    private HubChild.Ready launch() throws InterruptedException {
        HubChild started = starter.get();
        child = started;
        if (stopping) {
            started.stop();
        }
        HubChild.Ready ready = started.await();
        up = true;
        came.accept(ready);
        return ready;
    }

    private void watch() {
        int failures = 0;
        try {
            while (!stopping) {
                int code = ended();
                up = false;
                went.run();
                Thread.sleep(PAUSE.toMillis());
                failures = again(code) ? 0 : failures + 1;
                if (failures > MOST_FAILURES) {
                    gaveUpWith = code == 0 ? ExitCode.FAILED.code() : code;
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int ended() throws InterruptedException {
        HubChild running = child;
        return running == null ? 0 : running.ended();
    }

    private boolean again(int code) throws InterruptedException {
        if (stopping) {
            return true;
        }
        long began = System.nanoTime();
        try {
            HubChild.Ready ready = launch();
            diary.note("the hub is back after " + seconds(System.nanoTime() - began) + " (pid " + pid() + ") at "
                    + ready.admin());
            return true;
        } catch (StartRefused e) {
            diary.note("the hub ended with " + code + " and does not start again: " + e.getMessage());
            return false;
        }
    }

    static String seconds(long nanos) {
        return Math.round(nanos / 1e8) / 10.0 + " s";
    }

    /** SIGKILL to the hub. */
    void kill() {
        HubChild running = child;
        if (running != null) {
            running.kill();
        }
    }

    boolean up() {
        HubChild running = child;
        return up && running != null && running.isAlive();
    }

    long pid() {
        HubChild running = child;
        return running == null ? 0 : running.pid();
    }

    /** The code of a hub that could not be kept running; 0 as long as it can. */
    int gaveUpWith() {
        return gaveUpWith;
    }

    /** Ends the hub, and starts no other. */
    void stop() {
        stopping = true;
        HubChild running = child;
        if (running != null) {
            running.stop();
        }
    }
}
