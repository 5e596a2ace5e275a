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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that is not what its schema wants comes to quarantine, and no rule ever sees it. */
class SchemasIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Tells how many orders it remembers. */
    private static final String RULES = """
            package rules.shop
            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub
            rule "count"
            when
              $e : Event( type == "order.counted" )
              accumulate( Event( type == "order.placed", this before[0s, 1h] $e ); $n : count(1) )
            then
              hub.emit( "order.count" ).subject( "shop" ).with( "of", $e.getId() ).with( "n", $n );
            end
            """;

    private static final String SCHEMA = """
            {"type": "object", "required": ["total"], "properties": {"total": {"type": "number", "minimum": 0}}}
            """;

    @TempDir
    private Path folder;

    private HubProcess process;
    private HubClient hub;

    @BeforeEach
    void start() throws Exception {
        process = new HubProcess(Files.createDirectory(folder.resolve("data")), List.of(), Map.of());
        hub = process.start();
        hub.put("/sources/shop", Map.of("kind", "webhook", "verify", "none"));
    }

    @AfterEach
    void stop() throws Exception {
        process.close();
    }

    private void send(String id, String type, String data) throws InterruptedException {
        String body = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\"" + data + "}";
        assertThat(hub.deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(202);
    }

    private int activate(String pack, Map<String, Object> texts) throws InterruptedException {
        assertThat(hub.put("/packs/" + pack + "/draft", texts).status()).isEqualTo(200);
        HubClient.Answer active = hub.post("/packs/" + pack + "/activate", Map.of("note", "n"));
        assertThat(active.status()).as(active.body().toString()).isEqualTo(200);
        return active.body().path("version").asInt();
    }

    private JsonNode story(String event, String state) {
        return Until.value(
                event + " is " + state, SOON, () -> hub.get("/events/" + event).body(), story -> story.path("state")
                        .asText()
                        .equals(state));
    }

    /** How many orders the rules remember. */
    private int remembered(String id) throws InterruptedException {
        send(id, "order.counted", ",\"subject\":\"shop\"");
        return Until.value("the count " + id, SOON, () -> count(id), count -> count >= 0);
    }

    private int count(String id) throws InterruptedException {
        for (JsonNode item :
                hub.get("/events?type=order.count&last=1000").body().path("items")) {
            JsonNode data =
                    hub.get("/events/" + item.path("id").asText()).body().path("data");
            if (data.path("of").asText().equals(id)) {
                return data.path("n").asInt();
            }
        }
        return -1;
    }

    @Test
    void a_draft_with_a_schema_is_told_before_it_decides_and_two_packs_cannot_have_one_for_a_type() throws Exception {
        activate("shop", Map.of("drl", RULES));
        for (int i = 0; i < 25; i++) {
            send("e-" + i, "order.placed", ",\"total\":" + (i < 22 ? "1" : "\"many\""));
        }
        story("e-24", "decided");
        JsonNode proposal = Until.value(
                "the proposal",
                SOON,
                () -> hub.get("/facts/order.placed/schema").body(),
                body -> body.path("seen").asInt() >= 25);
        assertThat(proposal.path("enough").asBoolean()).isTrue();
        assertThat(proposal.path("since").asLong()).isPositive();
        JsonNode proposed = HubClient.JSON.readTree(proposal.path("schema").asText());
        assertThat(proposed.at("/required").toString()).contains("\"total\"");
        assertThat(proposed.at("/properties/total/type").toString()).isEqualTo("[\"string\",\"number\"]");

        assertThat(hub.put("/packs/shop/draft", Map.of("schemas", Map.of("order.placed", SCHEMA)))
                        .status())
                .isEqualTo(200);
        String job = hub.post("/packs/shop/backtests", Map.of("last", 1000))
                .body()
                .path("id")
                .asText();
        JsonNode result = Until.value(
                        "the back-test",
                        SOON,
                        () -> hub.get("/packs/shop/backtests/" + job).body(),
                        body -> body.hasNonNull("result"))
                .path("result");
        assertThat(result.at("/quarantined/before/count").asInt()).isZero();
        assertThat(result.at("/quarantined/after/count").asInt()).isEqualTo(3);
        assertThat(result.at("/quarantined/after/causes/0/cause").asText())
                .startsWith("schema: ")
                .contains("/total");

        assertThat(hub.post("/packs/shop/activate", Map.of("note", "n")).status())
                .isEqualTo(200);
        hub.put("/packs/store/draft", Map.of("drl", RULES.replace("rules.shop", "rules.store")));
        hub.put("/packs/store/draft", Map.of("schemas", Map.of("order.placed", "{}")));
        HubClient.Answer refused = hub.post("/packs/store/activate", Map.of("note", "n"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString())
                .contains("schema-taken")
                .contains("store")
                .contains("shop");
    }

    @Test
    void what_breaks_its_schema_is_seen_by_no_rule_until_the_schema_is_mended_and_it_is_replayed() throws Exception {
        int plain = activate("shop", Map.of("drl", RULES));
        int strict = activate("shop", Map.of("schemas", Map.of("order.placed", SCHEMA)));
        send("good", "order.placed", ",\"total\":5,\"subject\":\"shop\"");
        send("bad", "order.placed", ",\"total\":\"a secret\",\"subject\":\"shop\"");

        story("good", "decided");
        JsonNode bad = story("bad", "quarantined");
        assertThat(bad.toString())
                .contains("schemas/order.placed.schema.json of pack shop, version " + strict)
                .contains("/total: a number is wanted, not a text");
        assertThat(bad.path("rules")).isEmpty();
        assertThat(hub.text("/metrics")).contains("signalbox_schema_violations_total{type=\"order.placed\",} 1.0");
        assertThat(Files.readString(process.log())).contains("/total").doesNotContain("a secret");
        assertThat(remembered("before")).isEqualTo(1);

        process.kill();
        hub = process.start();
        assertThat(remembered("restarted")).isEqualTo(1);

        assertThat(hub.post("/packs/shop/rollback", Map.of("version", plain, "note", "n"))
                        .status())
                .isEqualTo(200);
        assertThat(remembered("rolled back"))
                .as("what is in quarantine stays there")
                .isEqualTo(1);
        String replay = hub.post("/replays", Map.of("quarantined", true))
                .body()
                .path("id")
                .asText();
        story("bad~" + replay, "decided");
        assertThat(remembered("replayed")).isEqualTo(2);
    }
}
