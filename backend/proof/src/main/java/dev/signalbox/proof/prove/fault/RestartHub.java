package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A hub is ended in order and started again, as an upgrade does it; what it owned goes to others meanwhile, if there are any. */
final class RestartHub implements Fault {

    private static final Duration TAKEN = Duration.ofSeconds(15);

    @Override
    public String kind() {
        return "FLT-11";
    }

    @Override
    public String title() {
        return "a hub ended in order and started again";
    }

    @Override
    public Trace strike(World world) throws IOException {
        HubNode hub = world.anyHub();
        String id = hub.api().get("/info").path("hub").asText();
        long owned = owned(Owners.of(world), id);
        long before = hub.pid();
        hub.stop();
        long start = System.nanoTime();
        if (world.hubs().size() > 1) {
            world.until(
                    "new owners of what hub " + hub.number() + " had", TAKEN, () -> owned(Owners.of(world), id) == 0);
        }
        long taken = (System.nanoTime() - start) / 1_000_000;
        hub.start();
        return Trace.of("hub " + hub.number() + ": process " + before + " is now " + hub.pid() + "; its " + owned
                + " partitions had other owners after " + taken + " ms");
    }

    private static long owned(Map<Integer, Owners.Owner> owners, String id) {
        return owners.values().stream().filter(owner -> owner.hub().equals(id)).count();
    }
}
