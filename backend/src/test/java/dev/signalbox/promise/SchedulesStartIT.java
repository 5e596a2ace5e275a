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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that says itself when it begins does so, once for each time and each event, also across a kill of the hub. */
class SchedulesStartIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HEAD = "document: {dsl: '1.0.3', namespace: ward, name: %s, version: '1.0.0'}\n";
    private static final String ROUND = HEAD.formatted("round")
            + "schedule: {every: PT1S}\nx-signalbox: {schedule: {catchUp: all}}\n"
            + "do: [{note: {set: {at: '${ .data.scheduled }'}}}]\n";
    private static final String NURSE = HEAD.formatted("nurse")
            + "schedule: {on: {one: {with: {type: pulse, data: '${ .bpm < 40 }'}}}}\n"
            + "do: [{note: {set: {patient: '${ $workflow.input[0].data.patient }'}}}]\n";

    @Test
    void each_second_and_each_event_starts_one_until_the_schedule_is_gone(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (HubProcess process = new HubProcess(data, List.of("--lease", "1s"), Map.of())) {
            HubClient hub = process.start();
            activate(hub, Map.of("round", ROUND, "nurse", NURSE));
            hub.put("/sources/bed", Map.of("kind", "webhook", "verify", "none"));
            pulse(hub, "p-1", 80);
            pulse(hub, "p-2", 30);

            JsonNode nurse = Until.value("a nurse", SOON, () -> finished(hub, "nurse"), all -> !all.isEmpty())
                    .get(0);
            JsonNode called = hub.get("/instances/" + nurse.path("id").asText()).body();
            assertThat(called.at("/output/patient").asText()).isEqualTo("p-2");
            assertThat(called.at("/input/0/type").asText()).isEqualTo("pulse");
            Until.holds("two rounds", SOON, () -> finished(hub, "round").size() >= 2);
            process.kill();
            process.start();
            HubClient again = process.client();
            int before = finished(again, "round").size();
            List<JsonNode> rounds =
                    Until.value("more rounds", SOON, () -> finished(again, "round"), all -> all.size() > before + 2);

            assertEachSecondOnce(again, rounds);
            assertThat(finished(again, "nurse")).hasSize(1);
            assertShown(again);
            assertEndsWithTheSchedule(again);
        }
    }

    private static void assertEachSecondOnce(HubClient hub, List<JsonNode> rounds) throws Exception {
        List<Instant> times = new java.util.ArrayList<>();
        for (JsonNode round : rounds) {
            JsonNode shown = hub.get("/instances/" + round.path("id").asText()).body();
            assertThat(shown.path("key").asText()).isEqualTo("round");
            times.add(Instant.parse(shown.at("/output/at").asText()));
        }
        times.sort(null);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isEqualTo(times.get(0).plusSeconds(i));
        }
    }

    private static void assertShown(HubClient hub) throws Exception {
        JsonNode round = hub.get("/processes/round").body().path("schedule");
        assertThat(round.path("every").asText()).isEqualTo("PT1S");
        assertThat(round.path("source").asText()).isEqualTo("round.schedule");
        assertThat(hub.get("/processes/nurse").body().at("/schedule/events/0").asText())
                .isEqualTo("pulse");
        assertThat(hub.get("/packs/ward").body().path("rules").toString())
                .isEqualTo("[\"ward/events that start nurse\",\"ward/schedule of round\"]");
        JsonNode story = hub.get("/events/p-1?source=bed").body();
        assertThat(story.at("/decisions/0/matched")).isEmpty();
        assertThat(hub.get("/events/p-2?source=bed").body().toString()).contains("ward/events that start nurse");
        JsonNode why = hub.get("/events/p-1/explanation?source=bed").body();
        assertThat(why.toString()).contains("dev.signalbox.rules.Filter.holds");
        assertThat(hub.delete("/sources/round.schedule").body().toString())
                .contains("take the schedule out of the process");
    }

    private static void assertEndsWithTheSchedule(HubClient hub) throws Exception {
        activate(hub, Map.of("round", ROUND.replaceAll("schedule: .*\nx-.*\n", ""), "nurse", NURSE));
        assertThat(hub.get("/sources/round.schedule").status()).isEqualTo(404);
        assertThat(hub.put("/sources/round.schedule", Map.of("kind", "webhook", "verify", "none"))
                        .body()
                        .toString())
                .contains("is that of the schedule of a process");
    }

    private static void activate(HubClient hub, Map<String, String> definitions) throws InterruptedException {
        HubClient.Answer draft = hub.put("/packs/ward/draft", Map.of("drl", "", "definitions", definitions));
        assertThat(draft.status()).as("%s", draft.body()).isEqualTo(200);
        HubClient.Answer active = hub.post("/packs/ward/activate", Map.of("note", "test"));
        assertThat(active.status()).as("%s", active.body()).isEqualTo(200);
    }

    private static void pulse(HubClient hub, String patient, int bpm) throws InterruptedException {
        String body =
                "{\"type\":\"pulse\",\"id\":\"" + patient + "\",\"patient\":\"" + patient + "\",\"bpm\":" + bpm + '}';
        assertThat(hub.deliver("/hooks/bed", body.getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(202);
    }

    private static List<JsonNode> finished(HubClient hub, String definition) throws InterruptedException {
        return hub.get("/instances?state=finished&limit=500&definition=" + definition)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }
}
