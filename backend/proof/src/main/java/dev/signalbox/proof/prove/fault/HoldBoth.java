package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Holds a hub until another one has claimed what it owned, and then that one before it commits anything: the old owner wakes
 * up while everything is still as it left it, and only the epoch tells that it is none.
 */
final class HoldBoth implements Fault {

    private static final Duration TAKEN = Duration.ofSeconds(15);
    private static final int ALONE_MILLIS = 900;

    @Override
    public String kind() {
        return "FLT-10:both";
    }

    @Override
    public String title() {
        return "a hub held beyond its lease, and its heir after it";
    }

    @Override
    public Optional<String> impossible(World world) {
        return Owners.noHeir(world);
    }

    @Override
    public Trace strike(World world) throws IOException, InterruptedException {
        Map<Integer, Owners.Owner> before = Owners.of(world);
        Map<String, HubNode> hubs = new HashMap<>();
        world.hubs().forEach(hub -> hubs.put(Owners.id(hub), hub));
        HubNode old = Owners.owning(world, before);
        String id = Owners.id(old);
        old.pause();
        try {
            world.until("an heir of hub " + old.number(), TAKEN, () -> Owners.lost(before, Owners.of(world), id) > 0);
            return heirHeld(Owners.heir(before, Owners.of(world), id).map(hubs::get), old);
        } finally {
            old.goOn();
        }
    }

    private static Trace heirHeld(Optional<HubNode> found, HubNode old) throws InterruptedException {
        if (found.isEmpty()) {
            return Trace.none("the heir of hub " + old.number() + " was none of the run");
        }
        HubNode heir = found.get();
        heir.pause();
        try {
            old.goOn();
            TimeUnit.MILLISECONDS.sleep(ALONE_MILLIS);
        } finally {
            heir.goOn();
        }
        return Trace.of("hub " + heir.number() + " had claimed what hub " + old.number() + " owned, and was held for "
                + ALONE_MILLIS + " ms while that one went on");
    }
}
