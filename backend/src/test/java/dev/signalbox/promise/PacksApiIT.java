package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubClient.Answer;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packs, sources and the stream, as a stranger finds them who was only told the fixed points. */
class PacksApiIT {

    private static final String QUIET = """
            package rules.%s

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "quiet"
            when
                $e : Event( type == "%s" )
            then
                hub.alert( "seen" );
            end
            """;

    private static HubProcess process;
    private static HubClient hub;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        process = new HubProcess(Files.createDirectory(folder.resolve("data")), List.of(), Map.of());
        hub = process.start();
        TestPack.into(hub, "http://127.0.0.1:1", 1, 100);
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    @Test
    void a_pack_shows_its_files_its_revision_and_its_active_version() throws Exception {
        Answer one = hub.get("/packs/shop");

        assertThat(one.status()).isEqualTo(200);
        assertThat(fields(one.body())).contains("pack", "files", "revision", "activeVersion");
        assertThat(fields(one.body().path("files")))
                .isEqualTo(Set.of("drl", "definitions", "sources", "cases", "tables", "schemas"));
        assertThat(one.body().path("activeVersion").asInt()).isPositive();
        assertThat(one.body().path("revision").isInt()).isTrue();
        assertThat(hub.get("/packs").body().path("items").findValuesAsText("pack"))
                .contains("shop");
    }

    @Test
    void what_decides_is_told_beside_the_draft_with_the_version_of_the_pack_itself() throws Exception {
        hub.put("/packs/told/draft", Map.of("drl", QUIET.formatted("told", "a")));
        JsonNode drafted = hub.get("/packs/told").body();
        int version = hub.post("/packs/told/activate", Map.of("note", "n"))
                .body()
                .path("version")
                .asInt();
        hub.put("/packs/later/draft", Map.of("drl", QUIET.formatted("later", "a")));
        hub.post("/packs/later/activate", Map.of("note", "n"));

        hub.put("/packs/told/draft", Map.of("drl", QUIET.formatted("told", "a").replace("quiet", "loud")));
        JsonNode told = hub.get("/packs/told").body();

        assertThat(drafted.at("/deciding/rules")).isEmpty();
        assertThat(told.path("activeVersion").asInt()).isEqualTo(version);
        assertThat(told.at("/deciding/rules/0").asText()).isEqualTo("told/quiet");
        assertThat(told.at("/rules/0").asText()).isEqualTo("told/loud");
    }

    @Test
    void a_pack_is_made_drafted_activated_and_kept_from_stale_hands() throws Exception {
        Answer made = hub.put("/packs/fresh/draft", Map.of("drl", QUIET.formatted("fresh", "a")));
        int first = made.body().path("revision").asInt();
        Answer changed = hub.put("/packs/fresh/draft", Map.of("drl", QUIET.formatted("fresh", "b"), "revision", first));
        int second = changed.body().path("revision").asInt();

        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        assertThat(hub.get("/packs/fresh").body().path("activeVersion").isNull())
                .isTrue();
        assertThat(second).isGreaterThan(first);
        assertThat(hub.put("/packs/fresh/draft", Map.of("drl", "", "revision", first))
                        .status())
                .isEqualTo(409);
        assertThat(hub.post("/packs/fresh/activate", Map.of("note", "n", "revision", first))
                        .status())
                .isEqualTo(409);
        Answer active = hub.post("/packs/fresh/activate", Map.of("note", "n", "revision", second));
        assertThat(active.status()).as(active.body().toString()).isEqualTo(200);
        assertThat(fields(active.body())).isEqualTo(Set.of("version"));
        assertThat(hub.get("/packs/fresh").body().path("activeVersion"))
                .isEqualTo(active.body().path("version"));
        assertThat(hub.post("/packs/never/activate", Map.of("note", "n")).status())
                .isEqualTo(422);
    }

    @Test
    void a_check_tells_the_place_of_each_fault_and_keeps_nothing() throws Exception {
        String wrong = QUIET.formatted("shop", "a").replace("Event( type", "Evnt( type");

        Answer answer = hub.post("/packs/shop/check", Map.of("drl", wrong));

        JsonNode found = answer.body().path("diagnostics").path(0);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(fields(found)).contains("line", "column", "length", "severity", "code", "message");
        assertThat(found.path("line").asInt()).isEqualTo(9);
        assertThat(found.path("severity").asText()).isEqualTo("error");
        assertThat(hub.get("/packs/shop").body().path("files").path("drl").asText())
                .doesNotContain("Evnt");
        assertThat(hub.post("/packs/unseen/check", Map.of("drl", QUIET.formatted("unseen", "a")))
                        .body()
                        .path("diagnostics"))
                .isEmpty();
        assertThat(hub.get("/packs/unseen").status()).isEqualTo(404);
    }

    @Test
    void a_faulty_pack_is_not_activated_and_the_fault_is_told() throws Exception {
        String drl = QUIET.formatted("lost", "a").replace("hub.alert( \"seen\" )", "hub.start( \"tel\" )");
        assertThat(hub.put("/packs/lost/draft", Map.of("drl", drl)).status()).isEqualTo(200);

        Answer answer = hub.post("/packs/lost/activate", Map.of("note", "n"));

        JsonNode found = answer.body().path("diagnostics").path(0);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(found.path("code").asText()).isEqualTo("unknown-definition");
        assertThat(found.path("line").asInt()).isEqualTo(11);
        assertThat(found.path("hint").asText()).contains("did you mean \"tell\"?");
        assertThat(hub.get("/packs/lost").body().path("activeVersion").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"note\":1}", "{\"note\":\"n\",\"revision\":\"one\"}", "[]", "{"})
    void an_activation_that_cannot_be_understood_is_400(String body) throws Exception {
        assertThat(hub.post("/packs/shop/activate", body).status()).isEqualTo(400);
    }

    @Test
    void a_source_is_made_shown_and_never_tells_its_secret() throws Exception {
        Map<String, Object> text = Map.of("kind", "webhook", "preset", "github", "secrets", List.of("hush-hush"));

        Answer made = hub.put("/sources/git", text);
        Answer again = hub.put("/sources/git", text);
        Answer shown = hub.get("/sources/git");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(fields(shown.body())).contains("name", "kind", "preset", "secrets", "partitionBy");
        assertThat(hub.get("/sources").body().path("items").findValuesAsText("name"))
                .contains("git", "shop");
        assertThat(made.body() + " " + shown.body() + hub.get("/sources").body())
                .doesNotContain("hush");
        assertThat(hub.deliver("/hooks/git", "{}".getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(401);
        JsonNode refusals = hub.get("/sources/git/refusals").body();
        assertThat(fields(refusals)).isEqualTo(Set.of("items", "total"));
        assertThat(fields(refusals.path("items").path(0))).contains("at", "status", "code", "cause");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"pigeon\"}",
                "{\"kind\":\"webhook\",\"verify\":\"hmac\"}",
                "{\"kind\":\"webhook\",\"preset\":\"gitbuh\"}",
                "{\"kind\":\"webhook\",\"colour\":\"red\"}",
                "{\"kind\":\"redis-stream\"}"
            })
    void a_faulty_source_is_422_and_names_the_field(String text) throws Exception {
        Answer answer = hub.put("/sources/faulty", text);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().path("diagnostics").path(0).path("pointer").asText())
                .startsWith("/");
    }

    @Test
    void the_stream_tells_what_happens_as_it_happens() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(hub.admin() + "/api/v1/stream?topics=feed,stats&filter=source:shop"))
                .header("Authorization", "Bearer " + hub.token())
                .build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            assertThat(hub.deliver(
                                    "/hooks/shop",
                                    TestPack.paid("live", "s", 1).getBytes(StandardCharsets.UTF_8),
                                    Map.of())
                            .status())
                    .isEqualTo(202);

            Set<String> seen = new TreeSet<>();
            while (!seen.containsAll(Set.of("event: feed", "event: stats"))) {
                String line = lines.readLine();
                seen.add(line);
                if (line.startsWith("data: {\"moments\"")) {
                    assertThat(line).contains("\"skipped\":");
                }
            }
        }
    }

    private static Set<String> fields(JsonNode json) {
        Set<String> fields = new TreeSet<>();
        json.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
