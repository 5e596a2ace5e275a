package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Holds a hub that owns something until another hub has taken that over: it wakes up as an owner, and is none. */
final class HoldHub implements Fault {

    private static final Duration TAKEN = Duration.ofSeconds(15);
    private static final int LONGER_MILLIS = 300;

    @Override
    public String kind() {
        return "FLT-10";
    }

    @Override
    public String title() {
        return "a hub held beyond its lease";
    }

    @Override
    public Optional<String> impossible(World world) {
        return Owners.noHeir(world);
    }

    @Override
    public Trace strike(World world) throws IOException, InterruptedException {
        Map<Integer, Owners.Owner> before = Owners.of(world);
        HubNode hub = Owners.owning(world, before);
        String id = Owners.id(hub);
        long start = System.nanoTime();
        hub.pause();
        try {
            world.until(
                    "another owner of what hub " + hub.number() + " owned",
                    TAKEN,
                    () -> Owners.lost(before, Owners.of(world), id) > 0);
            TimeUnit.MILLISECONDS.sleep(world.random().nextInt(LONGER_MILLIS));
        } finally {
            hub.goOn();
        }
        long held = (System.nanoTime() - start) / 1_000_000;
        return Trace.of("hub " + hub.number() + " was held for " + held + " ms, and lost "
                + Owners.lost(before, Owners.of(world), id) + " partitions to a higher epoch");
    }
}
