package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;

/** {@code kill -9} of a hub at a moment of chance. */
final class KillHub implements Fault {

    private static final int LONGEST_DOWN_MILLIS = 300;

    @Override
    public String kind() {
        return "FLT-01";
    }

    @Override
    public String title() {
        return "kill -9 of a hub";
    }

    @Override
    public boolean wantsEase() {
        return false;
    }

    @Override
    public Trace strike(World world) {
        HubNode hub = world.anyHub();
        long before = hub.pid();
        hub.kill();
        long down = System.nanoTime()
                + Duration.ofMillis(world.random().nextInt(LONGEST_DOWN_MILLIS)).toNanos();
        world.until("the end of a pause", Duration.ofSeconds(2), () -> System.nanoTime() > down);
        long start = System.nanoTime();
        hub.start();
        return Trace.of("hub " + hub.number() + ": process " + before + " is now " + hub.pid() + ", ready after "
                + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
