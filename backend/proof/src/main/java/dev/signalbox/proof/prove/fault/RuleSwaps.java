package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The rules change every half second under load; among the versions are some that are wrong, each in its way. */
final class RuleSwaps implements Fault {

    private static final int SWAPS = 8;
    private static final long EVERY_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What makes a good text a bad one, and must be refused. */
    private static final List<String[]> FAULTS = List.of(
            new String[] {"rule \"storm\"", "rule \"storm"},
            new String[] {"hub.start( \"storm\" )", "hub.start( \"nothing\" )"},
            new String[] {"$key : key", "$key : kee"});

    @Override
    public String kind() {
        return "FLT-18";
    }

    @Override
    public String title() {
        return "rules that change every half second, wrong ones too";
    }

    @Override
    public Trace strike(World world) throws Exception {
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        int first = FaultPack.activate(hub.api(), 0);
        int last = first;
        long acked = world.counts().now().acked();
        int refused = 0;
        for (int i = 1; i <= SWAPS; i++) {
            long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
            refused += bad(hub, FAULTS.get(i % FAULTS.size()), i);
            last = FaultPack.activate(hub.api(), i);
            decidedBy(world, probe, hub, i);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
        Broken.unless(
                last - first == SWAPS,
                SWAPS + " versions were activated, and the rulebook went from " + first + " to " + last);
        return Trace.of("rulebook " + first + " to " + last + ", " + refused + " wrong versions refused, each event"
                + " after an activation decided by it; " + (world.counts().now().acked() - acked)
                + " events of the driver taken meanwhile");
    }

    private static int bad(HubNode hub, String[] fault, int version) throws Broken {
        FaultPack.draft(hub.api(), FaultPack.rules(-version).replace(fault[0], fault[1]));
        try {
            int unusedVersion = FaultPack.activate(hub.api());
        } catch (CannotRun e) {
            Broken.unless(
                    String.valueOf(e.getMessage()).contains("was answered 422"),
                    "a wrong version was refused with other words: " + e.getMessage());
            return 1;
        }
        throw new Broken("a version with " + fault[1] + " was activated");
    }

    /** What is answered after the activation was, is decided by it. */
    private static void decidedBy(World world, Probe probe, HubNode hub, int version) throws Broken {
        String id = probe.name();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!probe.send(hub, Probe.event(id, "faults.storm", id)).taken()) {
            Broken.unless(System.nanoTime() < end, "no event was taken after an activation");
        }
        world.until("a start by " + id, PATIENCE, () -> instances(hub, id) > 0);
        String one = hub.api()
                .get("/instances?definition=storm&event=" + id)
                .path("items")
                .path(0)
                .path("id")
                .asText();
        String story = hub.api().get("/instances/" + one).toString();
        Broken.unless(
                story.contains("\"version\":" + version),
                "an event after the activation of version " + version + " was decided by another: " + story);
    }

    private static int instances(HubNode hub, String id) {
        return hub.api()
                .get("/instances?definition=storm&event=" + id)
                .path("items")
                .size();
    }
}
