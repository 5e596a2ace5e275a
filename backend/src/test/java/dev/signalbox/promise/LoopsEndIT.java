package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that calls the hub's own door, where its call starts the process again, comes to an end. */
class LoopsEndIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MOST = 16;

    private static final String RULES = """
            package rules.round
            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub
            rule "again"
            when Event( type == "go" )
            then hub.start( "again" ); end
            """;

    private static final String AGAIN = """
            document:
              dsl: '1.0.0'
              namespace: round
              name: again
              version: '1.0.0'
            do:
              - post:
                  call: http
                  with:
                    method: post
                    endpoint: %s/hooks/round
                    body:
                      type: go
            """;

    @Test
    void a_loop_outside_of_the_hub_ends_in_quarantine(@TempDir Path folder) throws Exception {
        try (HubProcess process = new HubProcess(
                Files.createDirectory(folder.resolve("data")), List.of("--egress-allow", "127.0.0.1"), Map.of())) {
            HubClient hub = process.start();
            Map<String, Object> draft =
                    Map.of("drl", RULES, "definitions", Map.of("again", AGAIN.formatted(hub.ingest())));
            assertThat(hub.put("/packs/round/draft", draft).status()).isEqualTo(200);
            assertThat(hub.post("/packs/round/activate", Map.of("note", "test")).status())
                    .isEqualTo(200);
            assertThat(hub.put("/sources/round", Map.of("kind", "webhook", "verify", "none"))
                            .status())
                    .isEqualTo(201);

            byte[] first = "{\"type\":\"go\",\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
            hub.deliver("/hooks/round", first, Map.of());

            JsonNode ended = Until.value(
                            "one in quarantine", SOON, () -> events(hub, "&state=quarantined"), all -> all.size() == 1)
                    .get(0);
            assertThat(hub.get("/events/" + HubClient.encode(ended.path("id").asText()))
                            .body()
                            .toString())
                    .contains("loop");
            assertThat(events(hub, "")).hasSize(MOST + 2);
            Until.holds(
                    "nothing is under way",
                    SOON,
                    () -> hub.get("/instances?state=finished")
                                    .body()
                                    .path("items")
                                    .size()
                            == MOST + 1);
            assertThat(events(hub, "")).hasSize(MOST + 2);
        }
    }

    private static JsonNode events(HubClient hub, String more) throws InterruptedException {
        return hub.get("/events?source=round&limit=100" + more).body().path("items");
    }
}
