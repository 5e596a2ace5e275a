package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Events whose own times are late, early and in the wrong order. Their positions follow their coming; and a hub that was
 * killed among them and has rebuilt its memory from the journal decides as if it had lived.
 */
final class LateEvents implements Fault {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Duration> AGES = List.of(
            Duration.ZERO, Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofDays(2), Duration.ofHours(-1));

    @Override
    public String kind() {
        return "FLT-14";
    }

    @Override
    public String title() {
        return "late events, in the wrong order";
    }

    @Override
    public Trace strike(World world) throws Exception {
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        FaultPack.ensure(hub);
        String live = probe.name();
        String rebuilt = probe.name();
        List<Probe.Told> first = send(probe, hub, live, 0, AGES.size());
        List<Probe.Told> second = new ArrayList<>(send(probe, hub, rebuilt, 0, 2));
        hub.kill();
        hub.start();
        second.addAll(send(probe, hub, rebuilt, 2, AGES.size()));
        inOrder(first);
        inOrder(second);
        int one = started(world, hub, live);
        int two = started(world, hub, rebuilt);
        Broken.unless(
                one == two,
                "the rule of three fired " + one + " times in a hub that lived, " + two + " times after a rebuild");
        return Trace.of(2 * AGES.size() + " events, up to two days late, at "
                + first.get(0).place() + " and " + second.get(0).place() + " and on; " + one
                + " start each, though one hub was killed after the second");
    }

    private static List<Probe.Told> send(Probe probe, HubNode hub, String key, int from, int to) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        List<Probe.Told> answers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String body = Api.JSON
                    .createObjectNode()
                    .put("id", key + '-' + i)
                    .put("type", "faults.late")
                    .put("subject", key)
                    .put("time", now.minus(AGES.get(i)).toString())
                    .toString();
            answers.add(probe.deliver(hub, body, PATIENCE));
        }
        return answers;
    }

    private static void inOrder(List<Probe.Told> answers) throws Broken {
        for (int i = 1; i < answers.size(); i++) {
            long before = answers.get(i - 1).body().path("position").asLong();
            long after = answers.get(i).body().path("position").asLong();
            Broken.unless(after > before, "position " + after + " was given after " + before);
        }
    }

    private static int started(World world, HubNode hub, String key) {
        world.until("the decision of the last one", PATIENCE, () -> hub.api()
                .get("/events/" + key + '-' + (AGES.size() - 1))
                .path("state")
                .asText()
                .equals("decided"));
        return hub.api()
                .get("/instances?definition=third&key=" + key)
                .path("items")
                .size();
    }
}
