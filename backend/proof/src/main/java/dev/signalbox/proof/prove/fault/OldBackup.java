package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;

/**
 * An older copy of the append-only file is put in the place of a newer one. Nothing that the world of the run has
 * acknowledged may vanish, so this happens to a hub and a Redis of their own, beside it.
 */
final class OldBackup implements Fault {

    private static final int SOME = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String kind() {
        return "FLT-21";
    }

    @Override
    public String title() {
        return "an older backup of Redis";
    }

    @Override
    public Trace strike(World world) throws Exception {
        Path beside = Files.createTempDirectory(world.folder(), "backup-");
        try (OwnStore store = new OwnStore(Files.createDirectories(beside.resolve("redis")));
                HubNode hub = world.hubs()
                        .get(0)
                        .beside(beside.resolve("hub"), List.of("--redis", store.url(store.port())))) {
            hub.start();
            World small = world.with(List.of(hub), store);
            return strike(small, store, hub, beside.resolve("copy"));
        }
    }

    private static Trace strike(World world, OwnStore store, HubNode hub, Path copy) throws Exception {
        Probe probe = new Probe(world);
        long unusedMillis = probe.untilTaken(hub, PATIENCE);
        store.kill();
        copy(store.folder(), copy);
        store.start();
        unusedMillis = probe.untilTaken(hub, PATIENCE);
        for (int i = 0; i < SOME; i++) {
            Broken.unless(probe.ping(hub).taken(), "a delivery was not taken");
        }
        store.kill();
        copy(copy, store.folder());
        store.start();
        Probe.Told refused = closed(world, probe, hub);
        String words = refused.body().path("detail").asText();
        Broken.unless(words.contains("journal went back by"), "an older journal was told as " + refused.body());
        hub.stop();
        Files.delete(hub.data().resolve("guard"));
        hub.start();
        long back = probe.untilTaken(hub, PATIENCE);
        return Trace.of("a copy that lacks some of " + SOME + " events closed the gates: " + refused.status() + ' '
                + refused.code() + ", \"" + words + "\"; after that was done deliveries were taken within " + back
                + " ms");
    }

    /** Some partition must have lost something. */
    private static Probe.Told closed(World world, Probe probe, HubNode hub) {
        Probe.Told[] last = new Probe.Told[1];
        world.until("a closed gate", PATIENCE, () -> {
            last[0] = probe.ping(hub);
            return last[0].code().equals("gate_closed");
        });
        return last[0];
    }

    private static void copy(Path from, Path to) throws IOException {
        Path unusedPath = Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path unusedFolder = Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
