package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.config.ExitCode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that never ends ends the process, once; then everything else is decided, and the culprit is known. */
class EndlessRulesIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int KEYS = 8;

    private static final String RULES = """
            package rules.shop

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "fine" when $e : Event( type == "good" ) then
                hub.emit( "seen" ).subject( $e.getSubject() );
            end

            rule "spins" when Event( type == "poison" ) then
                boolean on = true;
                while (on) { on = hub != null; }
            end

            rule "spins late" when
                $o : Event( type == "placed" )
                not Event( type == "paid", this after[0s, 2s] $o )
            then
                boolean on = true;
                while (on) { on = hub != null; }
            end
            """;

    @Test
    void an_event_whose_rule_never_ends_ends_the_hub_once_and_the_others_are_decided(@TempDir Path folder)
            throws Exception {
        try (HubProcess hub = hub(folder)) {
            prepare(hub.start());
            List<String> good = goodOnes(hub, "before");
            deliver(hub, "poison", "poison", "key-0");
            good.addAll(goodOnes(hub, "after"));
            slow(hub);

            assertThat(hub.ended(SOON)).isEqualTo(ExitCode.WATCHDOG.code());
            assertThat(log(hub))
                    .contains("rule \"spins\" of pack \"shop\"")
                    .contains("fix the rule, or roll the pack back");
            hub.start();

            good.forEach(id -> story(hub, id, "decided"));
            assertThat(story(hub, "poison", "quarantined").path("quarantine").asText())
                    .contains("endless: rule \"spins\" of pack \"shop\" used")
                    .contains("of processor time without an end");
            told(hub);
            ready(hub);
        }
    }

    @Test
    void a_second_of_the_clock_whose_rule_never_ends_ends_the_hub_once_and_passes(@TempDir Path folder)
            throws Exception {
        try (HubProcess hub = hub(folder)) {
            prepare(hub.start());
            deliver(hub, "placed", "placed", "key-0");
            story(hub, "placed", "decided");

            assertThat(hub.ended(SOON)).isEqualTo(ExitCode.WATCHDOG.code());
            assertThat(log(hub))
                    .contains("rule \"spins late\" of pack \"shop\"")
                    .contains("of the clock passes without");
            hub.start();

            goodOnes(hub, "after").forEach(id -> story(hub, id, "decided"));
            assertThat(story(hub, "placed", "decided").path("quarantine").isNull())
                    .isTrue();
            ready(hub);
            hub.kill();
            hub.start();
            goodOnes(hub, "again").forEach(id -> story(hub, id, "decided"));
            ready(hub);
        }
    }

    @Test
    void a_rule_that_takes_too_many_steps_is_cut_and_after_three_times_off(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (HubProcess hub = new HubProcess(data, List.of(), Map.of())) {
            prepare(hub.start());
            for (String id : List.of("one", "two", "three")) {
                deliver(hub, id, "poison", "key-0");
                assertThat(story(hub, id, "quarantined").path("quarantine").asText())
                        .contains("rule \"shop/spins\" was stopped: it takes more than 10000000 steps");
            }
            JsonNode newest = Until.value(
                    "a version without the rule",
                    SOON,
                    () -> hub.client()
                            .get("/packs/shop/versions")
                            .body()
                            .path("items")
                            .path(0),
                    version -> version.path("version").asInt() == 2);

            assertThat(newest.path("note").asText()).startsWith("rule \"spins\" is switched off: 3 times in version 1");
            Until.holds("a rule that is told to be off", SOON, () -> hub.client()
                    .get("/packs/shop")
                    .body()
                    .path("off")
                    .toString()
                    .equals("[\"shop/spins\"]"));
            assertThat(hub.client().get("/overview").body().path("concerns").findValuesAsText("title"))
                    .contains("1 rule switched off: shop/spins");
            deliver(hub, "four", "poison", "key-0");
            assertThat(story(hub, "four", "decided").at("/decision/rulebook").asInt())
                    .isEqualTo(2);
            goodOnes(hub, "after").forEach(id -> story(hub, id, "decided"));
        }
    }

    /** Without the budget that would stop the rules. */
    private static HubProcess hub(Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        return new HubProcess(data, List.of("--lease", "1s", "--rule-time", "4s", "--rule-steps", "0"), Map.of());
    }

    private static void prepare(HubClient hub) throws InterruptedException {
        Map<String, String> source = Map.of("kind", "webhook", "verify", "none");
        Until.holds("the source", SOON, () -> hub.put("/sources/shop", source).status() / 100 == 2);
        HubClient.Answer draft = hub.put("/packs/shop/draft", Map.of("drl", RULES, "definitions", Map.of()));
        assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
        HubClient.Answer active = hub.post("/packs/shop/activate", Map.of("note", "test"));
        assertThat(active.status()).as(active.body().toString()).isEqualTo(200);
    }

    private static List<String> goodOnes(HubProcess hub, String name) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            ids.add(name + '-' + key);
            deliver(hub, name + '-' + key, "good", "key-" + key);
        }
        return ids;
    }

    private static void deliver(HubProcess hub, String id, String type, String subject) throws InterruptedException {
        String body = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"subject\":\"" + subject + "\"}";
        HubClient.Answer answer = hub.client().deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private static JsonNode story(HubProcess hub, String id, String state) {
        return Until.value(
                id + " to be " + state,
                SOON,
                () -> hub.client().get("/events/" + id).body(),
                story -> story.path("state").asText().equals(state));
    }

    /** The event in quarantine is an event itself, once. */
    private static void told(HubProcess hub) {
        Until.value(
                "the event that tells of it",
                SOON,
                () -> hub.client()
                        .get("/events?type=signalbox.event.quarantined")
                        .body()
                        .path("items"),
                items ->
                        items.size() == 1 && items.get(0).path("state").asText().equals("decided"));
    }

    /** From a fifth of the limit on, somebody who asks is told. */
    private static void slow(HubProcess hub) {
        String rule = "rule \\\"spins\\\" of pack \\\"shop\\\" has been deciding the event at position ";
        Until.holds("word of the slow rule", SOON, () -> hub.client()
                .text("/health/ready")
                .contains(rule));
        Until.value(
                "the gauge of the slow rule",
                SOON,
                () -> gauge(hub.client().text("/metrics")),
                seconds -> seconds > 0.5);
    }

    private static double gauge(String metrics) {
        String name = "signalbox_evaluation_under_way_seconds ";
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private static void ready(HubProcess hub) throws Exception {
        Until.holds("a hub that is ready", SOON, () -> hub.client()
                .text("/health/ready")
                .contains("\"catchingUp\":[]"));
        assertThat(hub.isAlive()).isTrue();
    }

    private static String log(HubProcess hub) throws Exception {
        return Files.readString(hub.log()).replace("\\\"", "\"");
    }
}
