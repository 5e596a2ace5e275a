package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Resp;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who owns which partition, as Redis says. */
final class Owners {

    /** @param hub its id */
    record Owner(String hub, long epoch) {}

    private Owners() {}

    /** By number of the partition. */
    static Map<Integer, Owner> of(World world) throws IOException {
        Map<Integer, Owner> owners = new TreeMap<>();
        try (Resp resp = world.store().connect()) {
            for (int partition = 0; ; partition++) {
                Map<String, String> owner = resp.pairs("HGETALL", "sb:{p" + partition + "}:owner");
                if (owner.isEmpty()) {
                    return owners;
                }
                owners.put(
                        partition,
                        new Owner(owner.getOrDefault("hub", ""), Long.parseLong(owner.getOrDefault("epoch", "0"))));
            }
        }
    }

    /** Why nobody can take over what a hub of this world owns. */
    static Optional<String> noHeir(World world) {
        return world.hubs().size() > 1 ? Optional.empty() : Optional.of("it takes a second hub to take over");
    }

    /** The id of a hub. */
    static String id(HubNode hub) {
        return hub.api().get("/info").path("hub").asText();
    }

    /** Any of the hubs that own something. */
    static HubNode owning(World world, Map<Integer, Owner> owners) {
        List<HubNode> owning = world.hubs().stream()
                .filter(hub -> {
                    String id = id(hub);
                    return owners.values().stream()
                            .anyMatch(owner -> owner.hub().equals(id));
                })
                .toList();
        return owning.get(world.random().nextInt(owning.size()));
    }

    /** How many of its partitions a hub has lost to a higher epoch. */
    static long lost(Map<Integer, Owner> before, Map<Integer, Owner> now, String hub) {
        return taken(before, now, hub).count();
    }

    /** Who has taken over a partition of a hub. */
    static Optional<String> heir(Map<Integer, Owner> before, Map<Integer, Owner> now, String hub) {
        return taken(before, now, hub).map(Owner::hub).findFirst();
    }

    private static Stream<Owner> taken(Map<Integer, Owner> before, Map<Integer, Owner> now, String hub) {
        return before.entrySet().stream()
                .filter(was -> was.getValue().hub().equals(hub))
                .flatMap(
                        was -> Optional.ofNullable(now.get(was.getKey()))
                                .filter(owner -> owner.epoch() > was.getValue().epoch())
                                .stream())
                .filter(owner -> !owner.hub().equals(hub));
    }
}
