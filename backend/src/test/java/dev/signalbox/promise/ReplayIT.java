package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was journaled can be journaled once more: each event once, in its order, whatever is killed meanwhile. */
class ReplayIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private TestTarget service;
    private HubProcess process;
    private HubClient hub;

    @BeforeEach
    void start() throws Exception {
        service = new TestTarget();
        process = new HubProcess(
                Files.createDirectory(folder.resolve("data")),
                List.of("--egress-allow", "127.0.0.1:" + service.port()),
                Map.of());
        hub = process.start();
        hub.put("/sources/shop", Map.of("kind", "webhook", "verify", "none"));
        hub.put("/sources/lab", Map.of("kind", "webhook", "verify", "none"));
    }

    @AfterEach
    void stop() throws Exception {
        process.close();
        service.close();
    }

    private void send(String source, String id, String type, String subject) throws InterruptedException {
        String body = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"subject\":\"" + subject + "\"}";
        assertThat(hub.deliver("/hooks/" + source, body.getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(202);
    }

    private JsonNode ended(String id) {
        return Until.value(
                "the end of the replay", SOON, () -> hub.get("/replays/" + id).body(), replay -> replay.path("state")
                        .asText()
                        .equals("ended"));
    }

    private String begin(Map<String, Object> request) throws InterruptedException {
        HubClient.Answer answer = hub.post("/replays", request);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("id").asText();
    }

    /** All events, the oldest first. */
    private List<JsonNode> exported() throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String line : hub.text("/api/v1/events.jsonl?order=oldest&last=100000")
                .lines()
                .toList()) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    @Test
    void a_kill_in_the_middle_leaves_each_event_replayed_once_and_in_its_order() throws Exception {
        int events = 600;
        for (int i = 1; i <= events; i++) {
            send("shop", "e-" + i, "order.placed", "k" + i % 7);
        }

        String id = begin(Map.of("rate", 300));
        Until.holds(
                "some of it",
                SOON,
                () -> hub.get("/replays/" + id).body().path("replayed").asInt() > 100);
        process.kill();
        process.start();
        JsonNode replay = ended(id);

        assertThat(replay.path("replayed").asInt()).isEqualTo(events);
        Map<String, List<String>> order = new HashMap<>();
        Map<String, List<String>> again = new HashMap<>();
        for (JsonNode event : exported()) {
            String name = event.path("id").asText();
            boolean replayed = name.endsWith('~' + id);
            (replayed ? again : order)
                    .computeIfAbsent(event.path("key").asText(), key -> new ArrayList<>())
                    .add(replayed ? name.substring(0, name.indexOf('~')) : name);
        }
        assertThat(again).isEqualTo(order);
        assertThat(again.values().stream().mapToInt(List::size).sum()).isEqualTo(events);
    }

    @Test
    void the_rules_of_today_decide_it_and_can_tell_that_it_is_one() throws Exception {
        TestPack.into(hub, service.url(), 1, 1_000);
        hub.deliver("/hooks/shop", paid("o-1"), Map.of());
        Until.holds("the first call", SOON, () -> service.hits().size() == 1);
        hub.deliver("/hooks/lab", paid("o-2"), Map.of());
        Until.holds("both calls", SOON, () -> service.hits().size() == 2);

        String id = begin(Map.of("source", "shop", "event", "o-1"));
        ended(id);

        Until.holds("the call of the replay", SOON, () -> service.hits().size() == 3);
        JsonNode story = hub.get("/events/o-1~" + id).body();
        JsonNode first = hub.get("/events/o-1").body();
        assertThat(story.at("/replayOf/replay").asText()).isEqualTo(id);
        assertThat(story.at("/replayOf/position")).isEqualTo(first.path("position"));
        assertThat(story.at("/replayOf/partition")).isEqualTo(first.path("partition"));
        assertThat(hub.get("/replays").body().at("/items/0/seen").asInt())
                .as("what lies around one event is not looked at")
                .isLessThan(3);
        assertThat(story.path("instances")).hasSize(1).isNotEqualTo(first.path("instances"));
        assertThat(hub.get("/replays").body().at("/items/0/replayed").asInt()).isEqualTo(1);
        assertThat(hub.text("/metrics")).contains("signalbox_replayed_events_total 1.0");
    }

    private static byte[] paid(String order) {
        return ("{\"id\":\"" + order + "\",\"type\":\"order.paid\",\"subject\":\"shop-1\",\"order\":\"" + order
                        + "\",\"total\":500}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void only_what_is_asked_for_comes_again_and_a_replay_is_not_replayed_by_itself() throws Exception {
        send("shop", "a", "order.placed", "k1");
        send("shop", "b", "order.paid", "k1");
        send("lab", "c", "order.paid", "k1");
        long from = hub.get("/events/b").body().path("at").asLong();

        String typed = begin(Map.of("type", "order.*", "source", "shop", "from", from));
        assertThat(ended(typed).path("replayed").asInt()).isEqualTo(1);
        String all = begin(Map.of());
        assertThat(ended(all).path("replayed").asInt()).isEqualTo(4);

        assertThat(exported().stream().map(event -> event.path("id").asText()))
                .contains("b~" + typed, "b~" + typed + '~' + all, "c~" + all)
                .hasSize(8);
    }

    @Test
    void a_cancelled_replay_stops_and_what_is_wrong_is_said() throws Exception {
        for (int i = 1; i <= 20; i++) {
            send("shop", "e-" + i, "order.placed", "k");
        }
        String id = begin(Map.of("rate", 1));
        Until.holds(
                "the first",
                SOON,
                () -> hub.get("/replays/" + id).body().path("replayed").asInt() > 0);

        assertThat(hub.delete("/replays/" + id).body().path("state").asText()).isEqualTo("cancelled");
        Until.holds("nobody works on it", SOON, () -> hub.text("/metrics").contains("signalbox_replays 0.0"));

        assertThat(exported()).hasSizeLessThan(40);
        assertThat(hub.get("/replays/" + id).body().path("state").asText()).isEqualTo("cancelled");
        assertThat(hub.get("/replays/none").status()).isEqualTo(404);
        assertThat(hub.post("/replays", Map.of("rate", 0)).body().path("detail").asText())
                .contains("rate is 0");
        assertThat(hub.post("/replays", Map.of("kind", "x"))
                        .body()
                        .path("nextStep")
                        .asText())
                .contains("quarantined");
    }

    @Test
    void what_a_faulty_rule_put_into_quarantine_is_decided_once_it_is_mended() throws Exception {
        activate("Integer.parseInt( \"\" + $e.str( \"n\" ) );");
        send("shop", "a", "order.placed", "k1");
        send("lab", "fine", "other", "k2");
        Until.holds("its quarantine", SOON, () -> state("a").equals("quarantined"));
        activate("");

        String id = begin(Map.of("quarantined", true));

        assertThat(ended(id).path("replayed").asInt()).isEqualTo(1);
        Until.holds("its decision", SOON, () -> state("a~" + id).equals("decided"));
        assertThat(state("a")).isEqualTo("quarantined");
    }

    private String state(String event) throws InterruptedException {
        return hub.get("/events/" + event).body().path("state").asText();
    }

    private void activate(String consequence) throws InterruptedException {
        String drl = "package rules.faulty\nimport dev.signalbox.event.Event\nimport dev.signalbox.rules.Hub\n"
                + "global Hub hub\nrule \"r\" when $e : Event( type == \"order.placed\" )"
                + " then " + consequence + " hub.alert( \"x\" ); end\n";
        HubClient.Answer kept = hub.put("/packs/faulty/draft", Map.of("drl", drl));
        HubClient.Answer active = hub.post("/packs/faulty/activate", Map.of("note", "n"));
        assertThat(active.status()).as(kept.body() + " " + active.body()).isEqualTo(200);
    }
}
