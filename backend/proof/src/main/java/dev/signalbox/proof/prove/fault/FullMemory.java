package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Resp;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Redis has reached its maxmemory: nothing new is taken, and what is there is worked off. */
final class FullMemory implements Fault {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String kind() {
        return "FLT-06";
    }

    @Override
    public String title() {
        return "the memory of Redis is full";
    }

    @Override
    public Optional<String> impossible(World world) {
        return Reasons.notOwn(world);
    }

    @Override
    public Trace strike(World world) throws Exception {
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        String before;
        try (Resp redis = world.store().connect()) {
            before = redis.texts("CONFIG", "GET", "maxmemory").get(1);
            set(redis, "" + used(redis) * 9 / 10);
        }
        Probe.Told refused;
        long backlog;
        try {
            refused = probe.untilRefused(hub, PATIENCE);
            backlog = probe.backlog(hub);
            world.until("the backlog to be worked off while Redis is full", PATIENCE, () -> probe.backlog(hub) == 0);
        } finally {
            try (Resp redis = world.store().connect()) {
                set(redis, before);
            }
        }
        long back = probe.untilTaken(hub, PATIENCE);
        Broken.unless(
                List.of("journal_full", "overloaded").contains(refused.code()),
                "a full Redis was told as " + refused.code());
        return Trace.of(refused.status() + " " + refused.code() + "; a backlog of " + backlog
                + " was worked off meanwhile; taken again after " + back + " ms");
    }

    private static void set(Resp redis, String most) throws IOException {
        Object unusedOk = redis.ask("CONFIG", "SET", "maxmemory", most);
    }

    private static long used(Resp redis) throws IOException {
        return String.valueOf(redis.ask("INFO", "memory"))
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }
}
