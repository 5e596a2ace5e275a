package dev.signalbox.proof.prove.watch;

import java.util.concurrent.TimeUnit;

/** A thread of its own that looks at something again and again, until it is ended. */
final class Looks {

    private final int pauseMillis;
    private final Runnable look;
    private final Thread thread;
    private volatile boolean ending;

    Looks(String name, int pauseMillis, Runnable look) {
        this.pauseMillis = pauseMillis;
        this.look = look;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!ending) {
                look.run();
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the look under way has ended; then a last one may be taken. Also for what was never begun. */
    void end() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
