package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.sink.Mood;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The service that processes call is killed, or answers badly, late, or not at all. */
final class BadSink implements Fault {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Mood> MOODS = List.of(Mood.BROKEN, Mood.BUSY, Mood.SLOW, Mood.LOST, Mood.CUT);
    private static final int SOME = 3;

    @Override
    public String kind() {
        return "FLT-12";
    }

    @Override
    public String title() {
        return "the called service fails";
    }

    @Override
    public Trace strike(World world) throws IOException {
        int which = world.random().nextInt(MOODS.size() + 1);
        return which == MOODS.size() ? killed(world) : moody(world, MOODS.get(which));
    }

    private static Trace killed(World world) throws IOException {
        long before = world.sink().pid();
        long acked = world.counts().now().acked();
        world.sink().kill();
        world.until(
                "deliveries while the service is gone",
                PATIENCE,
                () -> world.counts().now().acked() > acked);
        world.sink().start();
        long calls = calls(world);
        world.until("calls of the service that came back", PATIENCE, () -> calls(world) > calls);
        return Trace.of("process " + before + " is now " + world.sink().pid() + ", and is called again");
    }

    private static Trace moody(World world, Mood mood) throws IOException {
        long calls = calls(world);
        world.sink().become(mood);
        try {
            world.until("calls that are answered " + mood, PATIENCE, () -> calls(world) >= calls + SOME);
        } finally {
            world.sink().become(Mood.SEEDED);
        }
        return Trace.of((calls(world) - calls) + " calls came while it answered " + mood);
    }

    private static long calls(World world) throws IOException {
        try (Stream<String> lines = Files.lines(world.sink().hits())) {
            return lines.count();
        }
    }
}
