package dev.signalbox.proof.prove;

import dev.signalbox.proof.prove.world.Counts;
import dev.signalbox.proof.prove.world.World;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells every few seconds how far the driver is. */
final class Progress implements AutoCloseable {

    private static final int EACH_SECONDS = 5;

    private final World world;
    private final InstantSource clock;
    private final Consumer<String> told;
    private final long began;
    private final Thread thread = new Thread(this::run, "progress");

    Progress(World world, InstantSource clock, Consumer<String> told) {
        this.world = world;
        this.clock = clock;
        this.told = told;
        this.began = clock.millis();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(EACH_SECONDS);
                told.accept(line());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String line() {
        Counts.Now now = world.counts().now();
        return (clock.millis() - began) / 1_000 + " s: " + now.acked() + " acked, " + now.duplicates() + " duplicates, "
                + now.unknown() + " unknown, " + now.retries() + " retries, " + now.refused() + " refused";
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
