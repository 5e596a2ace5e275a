package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.sink.Mood;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/** The sink is killed, and when it is back it answers badly for a while: one kind of badly each time. */
final class KillSink implements Fault {

    private static final Mood[] MOODS = {Mood.BROKEN, Mood.BUSY, Mood.LOST, Mood.CUT, Mood.SLOW};
    private static final int LONGEST_MILLIS = 1_000;

    @Override
    public String kind() {
        return "FLT-12";
    }

    @Override
    public String title() {
        return "the sink killed, then in a bad mood";
    }

    @Override
    public Trace strike(World world) throws IOException, InterruptedException {
        long before = world.sink().pid();
        world.sink().kill();
        world.sink().start();
        Mood mood = MOODS[world.random().nextInt(MOODS.length)];
        long hits = Files.size(world.sink().hits());
        world.sink().become(mood);
        TimeUnit.MILLISECONDS.sleep(world.random().nextInt(LONGEST_MILLIS) + 200L);
        world.sink().become(Mood.SEEDED);
        return Trace.of("process " + before + " is now " + world.sink().pid() + ", then " + mood + " for "
                + (Files.size(world.sink().hits()) - hits) + " bytes of calls");
    }
}
