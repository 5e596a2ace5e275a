package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
        return world.hubs().size() > 1 ? Optional.empty() : Optional.of("it takes a second hub to take over");
    }

    @Override
    public Trace strike(World world) throws IOException, InterruptedException {
        Map<Integer, Owners.Owner> before = Owners.of(world);
        HubNode hub = owning(world, before);
        String id = id(hub);
        long start = System.nanoTime();
        hub.pause();
        try {
            world.until(
                    "another owner of what hub " + hub.number() + " owned", TAKEN, () -> lost(before, world, id) > 0);
            TimeUnit.MILLISECONDS.sleep(world.random().nextInt(LONGER_MILLIS));
        } finally {
            hub.goOn();
        }
        long held = (System.nanoTime() - start) / 1_000_000;
        return Trace.of("hub " + hub.number() + " was held for " + held + " ms, and lost " + lost(before, world, id)
                + " partitions to a higher epoch");
    }

    private static String id(HubNode hub) {
        return hub.api().get("/info").path("hub").asText();
    }

    private static HubNode owning(World world, Map<Integer, Owners.Owner> owners) {
        List<HubNode> owning = world.hubs().stream()
                .filter(hub -> {
                    String id = id(hub);
                    return owners.values().stream()
                            .anyMatch(owner -> owner.hub().equals(id));
                })
                .toList();
        return owning.get(world.random().nextInt(owning.size()));
    }

    private static long lost(Map<Integer, Owners.Owner> before, World world, String hub) throws IOException {
        Map<Integer, Owners.Owner> now = Owners.of(world);
        return before.entrySet().stream()
                .filter(was -> was.getValue().hub().equals(hub) && taken(was.getValue(), now.get(was.getKey())))
                .count();
    }

    private static boolean taken(Owners.Owner was, Owners.@Nullable Owner now) {
        return now != null && !now.hub().equals(was.hub()) && now.epoch() > was.epoch();
    }
}
