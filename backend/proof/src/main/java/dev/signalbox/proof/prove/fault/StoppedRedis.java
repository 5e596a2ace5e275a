package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Redis stands still, with all its connections open, for 0.2 to 10 seconds; short stops are more frequent. */
final class StoppedRedis implements Fault {

    private static final double SHORTEST = 0.2;
    private static final double LONGEST = 10;

    /** From here on the hub must notice, whatever else the machine does. */
    private static final double LONG = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public String kind() {
        return "FLT-09";
    }

    @Override
    public String title() {
        return "Redis stands still";
    }

    @Override
    public Optional<String> impossible(World world) {
        return Reasons.given(world);
    }

    @Override
    public Trace strike(World world) throws Exception {
        double seconds = SHORTEST * Math.pow(LONGEST / SHORTEST, world.random().nextDouble());
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        long pid = world.store().pid();
        String seen;
        long start = System.nanoTime();
        world.store().pause();
        try {
            world.until("process " + pid + " to stand still", PATIENCE, () -> state(pid) == 'T');
            seen = seconds < LONG ? "" : noticed(probe, hub);
            long left = (long) (seconds * 1e9) - (System.nanoTime() - start);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
        } finally {
            world.store().goOn();
        }
        long stood = Probe.since(start);
        long back = probe.untilTaken(hub, PATIENCE);
        return Trace.of(
                "process " + pid + " stood still for " + stood + " ms" + seen + "; taken again after " + back + " ms");
    }

    /** Third field of its line, behind a name that may hold anything. */
    private static char state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    /** Deliveries are refused soon, and the other listener answers. */
    private static String noticed(Probe probe, HubNode hub) throws Exception {
        Probe.Told told = probe.ping(hub);
        Broken.unless(told.status() == 503, "Redis stood still, and a delivery was answered with " + told);
        Broken.unless(told.millis() < 2_000, "Redis stood still, and the 503 took " + told.millis() + " ms");
        long start = System.nanoTime();
        Broken.unless(Health.lives(hub), "Redis stood still, and the hub does not say that it lives");
        return ", 503 " + told.code() + " after " + told.millis() + " ms, alive after " + Probe.since(start) + " ms";
    }
}
