package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The append-only file cannot grow any more, then it can again. Neither a mount nor root is needed: the file size limit of
 * the process (RLIMIT_FSIZE) makes the same write fail, with EFBIG instead of ENOSPC, once its signal is ignored. A Redis
 * that syncs always ends itself then.
 */
final class FullDisk implements Fault {

    private static final List<String> DEAF = List.of("sh", "-c", "trap '' XFSZ; exec \"$@\"", "redis");
    private static final int ROOM = 8_192;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String kind() {
        return "FLT-05";
    }

    @Override
    public String title() {
        return "the disk of Redis is full, then freed";
    }

    @Override
    public Optional<String> impossible(World world) {
        return Reasons.notOwn(world).or(() -> Reasons.noProgram("prlimit"));
    }

    @Override
    public Trace strike(World world) throws Exception {
        OwnStore store = (OwnStore) world.store();
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        long hubBefore = hub.pid();
        store.kill();
        store.startsThrough(DEAF);
        store.start();
        long first = fill(probe, hub, store, size(store) + ROOM);
        Probe.Told refused = probe.untilRefused(hub, PATIENCE);
        long second = again(probe, hub, store);
        store.startsThrough(List.of());
        store.start();
        long back = probe.untilTaken(hub, PATIENCE);
        Broken.unless(hub.pid() == hubBefore && hub.isAlive(), "the hub did not live through a full disk");
        return Trace.of("processes " + first + " and " + second + " ended because they could not write; "
                + refused.status() + ' ' + refused.code() + " meanwhile; taken again " + back
                + " ms after Redis answered, by the same hub");
    }

    private static long size(OwnStore store) throws IOException {
        try (Stream<Path> files = Files.walk(store.folder())) {
            return files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElseThrow();
        }
    }

    /** Until Redis ends itself. */
    private static long fill(Probe probe, HubNode hub, OwnStore store, long limit) throws Exception {
        long pid = store.pid();
        int code = new ProcessBuilder("prlimit", "--pid", "" + pid, "--fsize=" + limit)
                .start()
                .waitFor();
        Broken.unless(code == 0, "prlimit has ended with " + code);
        dies(probe, hub, store);
        return pid;
    }

    /** It is started while there is no room: it loads, and ends at the first write. Nothing may be acknowledged. */
    private static long again(Probe probe, HubNode hub, OwnStore store) throws Exception {
        store.startsThrough(Stream.concat(DEAF.stream(), Stream.of("prlimit", "--fsize=" + size(store), "--"))
                .toList());
        store.launchOnly();
        long pid = store.pid();
        dies(probe, hub, store);
        return pid;
    }

    private static void dies(Probe probe, HubNode hub, OwnStore store) throws Exception {
        long start = System.nanoTime();
        while (store.isAlive()) {
            Probe.Told told = probe.ping(hub);
            if (Probe.since(start) > PATIENCE.toMillis()) {
                throw new Broken("Redis goes on writing to a full disk: " + told);
            }
        }
        String log = Files.readString(store.log());
        Broken.unless(log.contains("AOF write error"), "Redis has ended for another reason than a failed write");
    }
}
