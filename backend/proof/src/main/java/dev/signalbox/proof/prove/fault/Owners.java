package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.Resp;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

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
}
