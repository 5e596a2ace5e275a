package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.line.Counts;
import dev.signalbox.proof.prove.line.Manner;
import dev.signalbox.proof.prove.line.Proxy;
import dev.signalbox.proof.prove.line.Way;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A line between the driver and a hub, or between a hub and Redis, breaks: before the request, within it, after it and
 * before the reply, within the reply, at any moment; or it goes mute, or its peer is gone and nobody is told.
 */
final class BrokenLine implements Fault {

    private static final int LONGEST_BYTES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MUTE = Duration.ofMillis(1_500);

    /** How it breaks. */
    private enum Break {
        BEFORE_THE_REQUEST,
        WITHIN_THE_REQUEST,
        BEFORE_THE_REPLY,
        WITHIN_THE_REPLY,
        AT_ANY_MOMENT,
        REFUSED,
        REQUESTS_HELD,
        REPLIES_HELD,
        PEER_GONE
    }

    @Override
    public String kind() {
        return "FLT-08";
    }

    @Override
    public String title() {
        return "a broken connection";
    }

    @Override
    public Trace strike(World world) {
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        List<Proxy> lines = new ArrayList<>(List.of(world.wiring().hubLine(hub.number())));
        world.wiring().storeLine(hub.number()).ifPresent(lines::add);
        Proxy line = lines.get(world.random().nextInt(lines.size()));
        Break way = Break.values()[world.random().nextInt(Break.values().length)];
        Counts before = line.counts();
        apply(way, line, world);
        world.until("the line to break: " + way, PATIENCE, () -> {
            Probe.Told unusedAnswer = probe.ping(hub);
            return bitten(way, line, before);
        });
        line.become(Manner.PASS);
        Counts done = line.counts().since(before);
        long back = probe.untilTaken(hub, PATIENCE);
        return Trace.of((line == lines.get(0) ? "to hub " : "from hub to Redis, hub ") + hub.number() + ", "
                + way.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + done.resets()
                + " connections reset, " + done.held() + " pieces held, " + done.connections()
                + " new ones; taken after "
                + back + " ms");
    }

    private static void apply(Break way, Proxy line, World world) {
        long some = 1L + world.random().nextInt(LONGEST_BYTES);
        switch (way) {
            case BEFORE_THE_REQUEST -> line.become(new Manner.Cut(Way.THERE, 0));
            case WITHIN_THE_REQUEST -> line.become(new Manner.Cut(Way.THERE, some));
            case BEFORE_THE_REPLY -> line.become(new Manner.Cut(Way.BACK, 0));
            case WITHIN_THE_REPLY -> line.become(new Manner.Cut(Way.BACK, some));
            case AT_ANY_MOMENT -> line.reset();
            case REFUSED -> {
                line.become(new Manner.Refuse());
                line.reset();
            }
            case REQUESTS_HELD -> hold(line, Way.THERE, world);
            case REPLIES_HELD -> hold(line, Way.BACK, world);
            case PEER_GONE -> line.orphan();
        }
    }

    private static void hold(Proxy line, Way way, World world) {
        line.become(new Manner.Blackhole(way));
        long end = System.nanoTime() + MUTE.toNanos();
        world.until("the line to be mute for a while", PATIENCE, () -> System.nanoTime() > end);
    }

    private static boolean bitten(Break way, Proxy line, Counts before) {
        Counts now = line.counts().since(before);
        return switch (way) {
            case REQUESTS_HELD, REPLIES_HELD -> now.held() > 0;
            case PEER_GONE -> now.connections() > 0;
            default -> now.resets() > 0;
        };
    }
}
