package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubClient.Answer;
import dev.signalbox.testing.ShippedPacks;
import dev.signalbox.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source hides is seen by rules, processes and services, and is in no answer of the API and in no log. */
class RedactionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAME = "Zo\u00eb \"Z\" Lindqvist";
    private static final List<String> TRACES = List.of("Lindqvist", "1980-02-29");
    private static final String PATIENT =
            "{\"id\":\"p-7\",\"name\":\"Zo\u00eb \\\"Z\\\" Lindqvist\",\"born\":\"1980-02-29\"}";

    @Test
    void the_name_of_a_patient_is_nowhere_but_with_the_clinic(@TempDir Path folder) throws Exception {
        try (ShippedPacks world = ShippedPacks.start(folder)) {
            world.target().answers("POST /clinic/notifications", 500);
            world.target().answers("POST /clinic/escalations", 500, 500, 500, 500, 500, 500, 500, 500, 500);

            asks(world.hub());
            world.lab(
                    "e-1",
                    "lab.result",
                    "{\"result\":\"r-1\",\"test\":\"K\",\"critical\":true,\"patient\":" + PATIENT + '}');

            world.lab("e-2", "lab.result", "{\"result\":\"r-2\",\"test\":\"K\",\"critical\":false}");

            HubClient hub = world.hub();
            Until.holds(
                    "the question",
                    PATIENCE,
                    () -> !hub.get("/approvals").body().path("items").isEmpty());
            JsonNode dead = Until.value(
                    "the dead letter", PATIENCE, () -> hub.get("/dead-letters").body(), page -> !page.path("items")
                            .isEmpty());
            String instance = dead.path("items").path(0).path("instance").asText();
            Map<String, String> answers = new LinkedHashMap<>();
            for (String path : List.of(
                    "/events?limit=50",
                    "/events/e-1?source=lab",
                    "/events/e-1/data?source=lab",
                    "/events/e-1/explanation?source=lab",
                    "/events/e-1/story.html?source=lab",
                    "/events/e-2/explanation?source=lab",
                    "/events/e-2/story.html?source=lab",
                    "/instances?limit=50",
                    "/instances/" + instance,
                    "/dead-letters",
                    "/approvals",
                    "/sources",
                    "/sources/lab",
                    "/sources/lab/refusals")) {
                answers.put(path, hub.text("/api/v1" + path));
            }
            answers.putAll(tried(hub));
            answers.put("the log", world.log());

            assertThat(answers).allSatisfy((path, text) -> assertThat(text).doesNotContain(TRACES));
            assertThat(answers.get("/events/e-1?source=lab")).contains("[redacted]", "p-7", "\"critical\":true");
            assertThat(answers.get("/events/e-1/data?source=lab")).contains("[redacted]", "p-7");
            assertThat(answers.get("/instances/" + instance)).contains("[redacted]", "p-7");
            assertThat(answers.get("/dead-letters")).contains("[redacted]");
            assertThat(answers.get("/approvals")).contains("Tell of [redacted]?", "\"name\":\"[redacted]\"", "p-7");
            assertThat(answers.get("/sources/lab")).contains("/patient/name");
            assertThat(world.calls("r-1")).allSatisfy(hit -> assertThat(HubClient.JSON
                            .readTree(hit.body())
                            .at("/patient/name")
                            .asText())
                    .isEqualTo(NAME));
        }
    }

    /** A pack that shows a person who it is about. */
    private static void asks(HubClient hub) throws Exception {
        String drl = """
                package rules.asks
                import dev.signalbox.event.Event
                import dev.signalbox.rules.Hub
                global Hub hub
                rule "ask" when $e : Event( type == "lab.result", bool("critical") ) then
                    hub.start( "ask" ).withData( $e );
                end
                """;
        String definition = """
                document: {dsl: '1.0.3', namespace: test, name: ask, version: '1.0.0'}
                do:
                  - ask:
                      x-signalbox:
                        approval: {title: '${ "Tell of \\(.data.patient.name)?" }', details: '${ .data.patient }'}
                """;
        hub.put("/packs/asks/draft", Map.of("drl", drl, "definitions", Map.of("ask", definition)));
        hub.post("/packs/asks/activate", Map.of("note", "a test"));
    }

    /** A draft that asks for the name and takes it out of its place, tried on the event and on all that was recorded. */
    private static Map<String, String> tried(HubClient hub) throws Exception {
        String drl = hub.get("/packs/care").body().at("/files/drl").asText();
        String told = drl.replaceFirst(
                        "[.]withData\\( [$]e \\)", ".with( \"who\", \\$e.str( \"patient.name\" ) ).withData( \\$e )")
                .replaceFirst(Pattern.quote("has(\"result\")"), "has(\"result\"), str(\"patient.name\") != \"\"");
        assertThat(told).isNotEqualTo(drl).contains("str(\"patient.name\") != \"\"");
        hub.put("/packs/care/draft", Map.of("drl", told));
        Answer run =
                hub.post("/packs/care/dry-run", Map.of("events", List.of(Map.of("recorded", "e-1", "source", "lab"))));
        String id = hub.post("/packs/care/backtests", Map.of("last", 100))
                .body()
                .path("id")
                .asText();
        Until.holds("the back-test", PATIENCE, () -> hub.get("/packs/care/backtests/" + id)
                .body()
                .path("state")
                .asText()
                .equals("finished"));
        String changes = hub.text("/api/v1/packs/care/backtests/" + id + "/changes");
        assertThat(changes).contains("\"changed\"", "\"who\"", "[redacted]", "p-7");
        String side = "/api/v1/packs/care/backtests/" + id + "/explanation?event=e-1&source=lab&side=";
        String explained = hub.text(side + "after");
        assertThat(explained).contains("str(\\\"patient.name\\\") != ", "[redacted]");
        assertThat(run.body().toString()).contains("\"who\"", "[redacted]", "p-7");
        return Map.of(
                "a dry run",
                run.body().toString(),
                "a back-test",
                hub.text("/api/v1/packs/care/backtests/" + id),
                "its changes",
                changes,
                "an explanation by the draft",
                explained,
                "an explanation as active",
                hub.text(side + "before"),
                "an export",
                hub.text("/api/v1/events.jsonl"));
    }
}
