package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import dev.signalbox.proof.shim.Shim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock of a hub steps by an hour or a day, forwards or back, and returns; its monotonic clock goes on, as when an
 * operator sets the time. That of Redis stays: the journal's time never goes back, so it would have to be waited for.
 */
final class WrongClock implements Fault {

    private static final List<Duration> STEPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-1));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEAR = Duration.ofMinutes(5);
    private static final Pattern TIME = Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private @Nullable Shim shim;

    @Override
    public String kind() {
        return "FLT-15";
    }

    @Override
    public String title() {
        return "the clock of a hub steps";
    }

    @Override
    public Optional<String> impossible(World world) {
        if (world.store().embedded()) {
            return Optional.of("the clock of the embedded Redis would step too");
        }
        return shim(world) instanceof Shim.Absent absent ? Reasons.unlessTesting(absent.why()) : Optional.empty();
    }

    private Shim shim(World world) {
        Shim made = shim;
        if (made == null) {
            made = make(world);
            shim = made;
        }
        return made;
    }

    private static Shim make(World world) {
        try {
            return Shim.make(Shim.CLOCK, world.folder().resolve("clock"));
        } catch (IOException e) {
            throw new CannotRun("the library with the wrong clock cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted", e);
        }
    }

    @Override
    public Trace strike(World world) throws Exception {
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        FaultPack.ensure(hub);
        Duration step = STEPS.get(world.random().nextInt(STEPS.size()));
        Path file =
                world.folder().resolve("clock").resolve("hub-" + hub.number()).toAbsolutePath();
        set(file, Duration.ZERO);
        try {
            restart(hub, library(world).environment("PROVE_CLOCK", file));
            String before = probe.name();
            Probe.Told unusedTold = probe.deliver(hub, Probe.event(before, "faults.storm", before), PATIENCE);
            set(file, step);
            tells(world, probe, hub, step);
            works(world, probe, hub, before);
            set(file, Duration.ZERO);
            tells(world, probe, hub, Duration.ZERO);
            works(world, probe, hub, before);
        } finally {
            restart(hub, Map.of());
        }
        long back = probe.untilTaken(hub, PATIENCE);
        return Trace.of("the clock of hub " + hub.number() + " went " + step + " and back; meanwhile events were taken,"
                + " known again, decided, and an absence noticed; taken " + back + " ms after the restart");
    }

    private Shim.Loadable library(World world) {
        if (shim(world) instanceof Shim.Loadable loadable) {
            return loadable;
        }
        throw new CannotRun(((Shim.Absent) shim(world)).why());
    }

    /** In place: the file is mapped. */
    private static void set(Path file, Duration step) throws IOException {
        ByteBuffer nanos = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(step.toNanos())
                .flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int unusedCount = channel.write(nanos, 0);
        }
    }

    private static void restart(HubNode hub, Map<String, String> environment) {
        hub.kill();
        hub.environment(environment);
        hub.start();
    }

    /** Its log is the only thing that its wall clock is good for, so it is given something to say there. */
    private static void tells(World world, Probe probe, HubNode hub, Duration step) {
        String bad = probe.name();
        Probe.Told unusedTold = probe.deliver(hub, Probe.event(bad, "faults.breaks", bad), PATIENCE);
        world.until(
                "a line of the log " + step + " from now", PATIENCE, () -> isNear(Files.readString(hub.log()), step));
    }

    /** By the newest time of the log. */
    private static boolean isNear(String log, Duration step) {
        Instant last = Instant.EPOCH;
        Matcher times = TIME.matcher(log);
        while (times.find()) {
            last = Instant.parse(times.group());
        }
        long off = last.toEpochMilli() - System.currentTimeMillis() - step.toMillis();
        return Math.abs(off) < NEAR.toMillis();
    }

    /** Events are taken, old ones known, new ones decided; and what only the clock can tell is told. */
    private static void works(World world, Probe probe, HubNode hub, String before) throws Broken {
        Probe.Told again = probe.deliver(hub, Probe.event(before, "faults.storm", before), PATIENCE);
        Broken.unless(again.status() == 200, "a known event was answered with " + again);
        String fresh = probe.name();
        Probe.Told unusedTold = probe.deliver(hub, Probe.event(fresh, "faults.storm", fresh), PATIENCE);
        String alone = probe.name();
        unusedTold = probe.deliver(hub, Probe.event(alone, "faults.asked", alone), PATIENCE);
        for (String definition : List.of("storm&event=" + fresh, "alone&key=" + alone)) {
            world.until(
                    "an instance of " + definition + " under a wrong clock",
                    PATIENCE,
                    () -> hub.api()
                                    .get("/instances?definition=" + definition)
                                    .path("items")
                                    .size()
                            == 1);
        }
    }
}
