package dev.signalbox.proof.prove;

import dev.signalbox.proof.prove.check.History;
import dev.signalbox.proof.prove.watch.Tail;
import dev.signalbox.proof.prove.watch.Vitals;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** All who look on while a run lasts. */
final class Watch implements AutoCloseable {

    private final Tail tail;
    private final Vitals vitals;
    private final Progress progress;

    Watch(World world, int partitions, InstantSource clock, Consumer<String> told) throws IOException {
        Path folder = world.folder();
        tail = new Tail(world.store(), partitions, folder.resolve(History.COMMITS));
        vitals = new Vitals(world, clock, folder.resolve(History.VITALS));
        progress = new Progress(world, clock, told);
    }

    void start() {
        tail.start();
        vitals.start();
        progress.start();
    }

    @Override
    public void close() throws IOException {
        progress.close();
        vitals.close();
        tail.close();
    }
}
