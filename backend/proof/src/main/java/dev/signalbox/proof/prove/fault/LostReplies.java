package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.line.Counts;
import dev.signalbox.proof.prove.line.Manner;
import dev.signalbox.proof.prove.line.Proxy;
import dev.signalbox.proof.prove.line.Way;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.util.Optional;

/** All connections of a hub to Redis end before the replies to what was under way: it is done, and nobody knows. */
final class LostReplies implements Fault {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SOME = 10;

    @Override
    public String kind() {
        return "FLT-08:replies";
    }

    @Override
    public String title() {
        return "lost replies of Redis";
    }

    @Override
    public Optional<String> impossible(World world) {
        return world.wiring().storeLine(0).isPresent()
                ? Optional.empty()
                : Optional.of("no line leads to a Redis that the hub starts itself");
    }

    @Override
    public Trace strike(World world) {
        HubNode hub = world.anyHub();
        Proxy line = world.wiring().storeLine(hub.number()).orElseThrow();
        Counts before = line.counts();
        line.become(new Manner.Cut(Way.BACK, 0));
        try {
            world.until(
                    "a reply to be lost",
                    PATIENCE,
                    () -> line.counts().since(before).resets() > 0);
        } finally {
            line.become(Manner.PASS);
        }
        long lost = line.counts().since(before).resets();
        long acked = world.counts().now().acked();
        world.until("deliveries after it", PATIENCE, () -> world.counts().now().acked() >= acked + SOME);
        return Trace.of(lost + " connections of hub " + hub.number() + " to Redis ended before a reply");
    }
}
