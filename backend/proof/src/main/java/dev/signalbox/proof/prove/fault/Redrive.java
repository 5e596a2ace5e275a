package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Some of the dead letters are put back by hand, and the sink takes these from now on; the others stay dead. */
final class Redrive implements Fault {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SOME = 2;

    @Override
    public String kind() {
        return "ACT-02";
    }

    @Override
    public String title() {
        return "dead letters put back";
    }

    @Override
    public Trace strike(World world) {
        Api api = world.anyHub().api();
        world.until("some dead letters", PATIENCE, () -> letters(api).size() >= SOME);
        List<String> ids = new ArrayList<>();
        List<String> processes = new ArrayList<>();
        for (JsonNode letter : letters(api)) {
            if (ids.isEmpty() || world.random().nextBoolean()) {
                ids.add(letter.path("id").asText());
                processes.add(letter.path("instance").asText());
            }
        }
        world.sink().heal(processes);
        JsonNode job = api.post("/dead-letters/redrive", Map.of("ids", ids));
        return Trace.of(job.path("count").asInt() + " of them, by job "
                + job.path("job").asText());
    }

    private static JsonNode letters(Api api) {
        return api.get("/dead-letters?limit=100").path("items");
    }
}
