package dev.signalbox.proof.prove.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Resp;
import dev.signalbox.proof.prove.world.World;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the hubs and Redis have recorded, fetched once all is quiet. */
public final class Records {

    private static final List<String> UNFINISHED = List.of("running", "waiting", "retrying", "compensating");
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final World world;
    private final int partitions;

    public Records(World world, int partitions) {
        this.world = world;
        this.partitions = partitions;
    }

    /** Journaled and undecided events of all partitions, and instances that are not at their end; -1 when nobody tells. */
    public long waiting() {
        try {
            Api api = hub().api().within(ANSWER);
            long sum = 0;
            for (JsonNode partition : api.get("/info").path("partitions")) {
                sum += partition.path("backlog").asLong();
            }
            for (String state : UNFINISHED) {
                sum += api.get("/instances?limit=500&state=" + state)
                        .path("items")
                        .size();
            }
            return sum;
        } catch (CannotRun e) {
            return -1;
        }
    }

    private HubNode hub() {
        return world.hubs().stream()
                .filter(HubNode::isAlive)
                .findFirst()
                .orElseThrow(() -> new CannotRun("no hub is alive"));
    }

    /** Writes every page of a list as one JSON object per line. */
    public void list(String path, Path file) throws IOException {
        Api api = hub().api();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            String next = "";
            do {
                JsonNode page = api.get(path + (path.contains("?") ? "&" : "?") + "limit=500" + next);
                for (JsonNode item : page.path("items")) {
                    out.write(item + "\n");
                }
                String cursor = page.path("next").textValue();
                next = cursor == null ? "" : "&before=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            } while (!next.isEmpty());
        }
    }

    /** The owner of each partition, one JSON object per line. */
    public void owners(Path file) throws IOException {
        try (Resp resp = world.store().connect();
                BufferedWriter out = Files.newBufferedWriter(file)) {
            List<String> time = resp.texts("TIME");
            for (int partition = 0; partition < partitions; partition++) {
                Map<String, String> owner = resp.pairs("HGETALL", "sb:{p" + partition + "}:owner");
                owner.put("partition", "" + partition);
                owner.put("now", time.get(0) + "000");
                out.write(Api.JSON.writeValueAsString(owner) + "\n");
            }
        }
    }
}
