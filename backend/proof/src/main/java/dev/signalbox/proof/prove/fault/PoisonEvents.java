package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Events whose rule fails, recurses without an end, or wants more than one commit can hold; and good ones among them. */
final class PoisonEvents implements Fault {

    private static final List<String> POISONS = List.of("faults.breaks", "faults.deep", "faults.much");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public String kind() {
        return "FLT-16";
    }

    @Override
    public String title() {
        return "poison events among good ones";
    }

    @Override
    public Trace strike(World world) throws Exception {
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        FaultPack.ensure(hub);
        long pid = hub.pid();
        String name = probe.name();
        List<String> good = new ArrayList<>();
        for (String poison : POISONS) {
            deliver(probe, hub, name + '-' + poison, poison);
            good.add(name + "-good-" + good.size());
            deliver(probe, hub, good.get(good.size() - 1), "faults.storm");
        }
        List<String> causes = new ArrayList<>();
        for (String poison : POISONS) {
            JsonNode story = story(world, hub, name + '-' + poison, "quarantined");
            causes.add(poison + " \"" + story.path("quarantine").asText() + '"');
        }
        for (String id : good) {
            JsonNode story = story(world, hub, id, "decided");
            Broken.unless(story.path("instances").size() == 1, id + ", between poison, has started " + story);
        }
        Broken.unless(hub.pid() == pid && hub.isAlive(), "a poison event has ended the hub");
        return Trace.of("in quarantine: " + String.join(", ", causes) + "; " + good.size()
                + " good events of the same key were decided between them");
    }

    /** All of one key, so that each stands in the way of the next. */
    private static void deliver(Probe probe, HubNode hub, String id, String type) {
        Probe.Told unusedTold = probe.deliver(hub, Probe.event(id, type, "poison"), PATIENCE);
    }

    private static JsonNode story(World world, HubNode hub, String id, String state) {
        world.until(
                id + " to be " + state,
                PATIENCE,
                () -> hub.api().get("/events/" + id).path("state").asText().equals(state));
        return hub.api().get("/events/" + id);
    }
}
