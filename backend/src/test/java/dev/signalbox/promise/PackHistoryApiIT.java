package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubClient.Answer;
import dev.signalbox.testing.HubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases, versions, the way back and templates, as an editor of packs needs them. */
class PackHistoryApiIT {

    private static final String RULES = """
            package rules.%s

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "hot"
            when
                $e : Event( type == "measured", num("degrees") > %d )
            then
                hub.alert( "hot" );
            end
            """;

    private static final String CASE = """
            name: 91 degrees are hot
            given:
              - {type: measured, data: {degrees: 91}}
            expect:
              alerts: [hot]
            """;

    private static HubProcess process;
    private static HubClient hub;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        process = new HubProcess(Files.createDirectory(folder.resolve("data")), List.of(), Map.of());
        hub = process.start();
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    private static int activated(String pack, int limit, String note) throws Exception {
        Answer draft = hub.put(
                "/packs/" + pack + "/draft", Map.of("drl", RULES.formatted(pack, limit), "cases", Map.of("hot", CASE)));
        assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
        Answer answer = hub.post("/packs/" + pack + "/activate", Map.of("note", note));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("version").asInt();
    }

    @Test
    void a_failing_case_holds_up_an_activation_at_the_line_of_its_expectation() throws Exception {
        int version = activated("guarded", 90, "first");
        Answer draft = hub.put("/packs/guarded/draft", Map.of("drl", RULES.formatted("guarded", 95)));

        Answer answer = hub.post("/packs/guarded/activate", Map.of("note", "higher"));

        JsonNode found = answer.body().path("diagnostics").path(0);
        assertThat(draft.status()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("code").asText()).isEqualTo("cases_failed");
        assertThat(found.path("file").asText()).isEqualTo("cases/hot.case.yaml");
        assertThat(found.path("line").asInt()).isEqualTo(4);
        assertThat(found.path("message").asText()).contains("91 degrees are hot", "expected the alert \"hot\"");
        assertThat(hub.get("/packs/guarded").body().path("activeVersion").asInt())
                .isEqualTo(version);
    }

    @Test
    void cases_are_run_for_a_text_that_is_not_kept() throws Exception {
        Map<String, Object> text = Map.of(
                "drl",
                RULES.formatted("tried", 90),
                "cases",
                Map.of("hot", CASE, "real", CASE.replace("data: {degrees: 91}", "example: push/4")));

        Answer answer = hub.post("/packs/tried/cases", text);

        JsonNode results = answer.body().path("results");
        assertThat(results.findValuesAsText("file")).containsExactly("cases/hot.case.yaml", "cases/real.case.yaml");
        assertThat(results.findValuesAsText("passed")).containsExactly("true", "false");
        assertThat(results.findValuesAsText("skipped")).containsExactly("false", "true");
        assertThat(results.path(1).path("message").asText()).isEqualTo("not run here: needs example push/4");
        assertThat(hub.get("/packs/tried").status()).isEqualTo(404);
        assertThat(hub.post("/packs/tried/cases", Map.of("drl", "rule")).status())
                .isEqualTo(422);
    }

    @Test
    void what_is_wrong_in_yaml_is_told_at_its_line() throws Exception {
        Answer answer = hub.post(
                "/packs/wrong/check",
                Map.of(
                        "drl", RULES.formatted("wrong", 1),
                        "sources", "git:\n  kind: webhook\n  colour: red\n",
                        "definitions", Map.of("tell", "document:\n  dsl: '1.0.1'\n  nam: tell\n"),
                        "cases", Map.of("hot", CASE.replace("data:", "dta:"))));

        assertThat(answer.body().path("diagnostics"))
                .extracting(each ->
                        each.path("file").asText() + ':' + each.path("line").asInt())
                .contains("sources.yaml:3", "tell.process.yaml:3", "cases/hot.case.yaml:3");
    }

    @Test
    void a_pack_goes_back_to_an_old_text_as_a_new_version() throws Exception {
        int first = activated("past", 90, "first");
        int second = activated("past", 80, "lower");

        Answer back = hub.post("/packs/past/rollback", Map.of("version", first, "note", "too many"));

        int third = back.body().path("version").asInt();
        JsonNode versions = hub.get("/packs/past/versions").body().path("items");
        Answer one = hub.get("/packs/past/versions/" + second);
        assertThat(back.status()).as(back.body().toString()).isEqualTo(200);
        assertThat(versions.findValuesAsText("version")).containsExactly("" + third, "" + second, "" + first);
        assertThat(versions.findValuesAsText("note")).containsExactly("too many", "lower", "first");
        assertThat(versions.findValuesAsText("active")).containsExactly("true", "false", "false");
        assertThat(one.body().path("files").path("drl").asText()).contains("> 80");
        assertThat(one.body().path("files").path("cases").path("hot").asText()).isEqualTo(CASE);
        JsonNode shown = hub.get("/packs/past").body();
        assertThat(shown.path("files").path("drl").asText()).contains("> 90");
        assertThat(shown.path("draft").asBoolean()).isFalse();
        assertThat(hub.get("/packs/past/versions/999").status()).isEqualTo(404);
        assertThat(hub.get("/packs/nowhere/versions").status()).isEqualTo(404);
        assertThat(hub.post("/packs/past/rollback", Map.of("version", 999, "note", "n"))
                        .status())
                .isEqualTo(404);
        assertThat(hub.post("/packs/past/rollback", Map.of("version", first)).status())
                .isEqualTo(400);
    }

    @Test
    void tables_go_the_way_of_the_rules() throws Exception {
        String drl = RULES.formatted("rated", 90).replace("Event( ", "Event( !table(\"quiet\").has(str(\"id\")), ");
        String large = "id,why\n" + "x".repeat(2 * 1024 * 1024) + ",\"a \"\"long\"\" one\"\n";
        Map<String, Object> faulty = Map.of("drl", drl, "tables", Map.of("quiet", "id\nx\nx\n", "loud", "id\n"));

        JsonNode found = hub.post("/packs/rated/check", faulty).body().path("diagnostics");
        Answer tried = hub.post("/packs/rated/cases", faulty);
        Answer draft = hub.put("/packs/rated/draft", Map.of("drl", drl, "tables", Map.of("quiet", large)));
        int first = version(hub.post("/packs/rated/activate", Map.of("note", "first")));
        hub.put("/packs/rated/draft", Map.of("tables", Map.of("quiet", "id\nx\n")));
        int second = version(hub.post("/packs/rated/activate", Map.of("note", "another table")));
        int third = version(hub.post("/packs/rated/rollback", Map.of("version", first, "note", "back")));

        assertThat(found)
                .extracting(each -> each.path("file").asText()
                        + ':'
                        + each.path("line").asInt()
                        + ' '
                        + each.path("code").asText())
                .contains("tables/quiet.csv:3 table-key", "tables/loud.csv:1 unused-table");
        assertThat(tried.status()).isEqualTo(422);
        assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(quiet(hub.get("/packs/rated/versions/" + second))).isEqualTo("id\nx\n");
        assertThat(quiet(hub.get("/packs/rated/versions/" + third))).isEqualTo(large);
        assertThat(hub.put("/packs/rated/draft", Map.of("tables", Map.of("quiet", "x".repeat(17 * 1024 * 1024))))
                        .status())
                .isEqualTo(413);
    }

    private static int version(Answer activated) {
        assertThat(activated.status()).as(activated.body().toString()).isEqualTo(200);
        return activated.body().path("version").asInt();
    }

    private static String quiet(Answer version) {
        return version.body().at("/files/tables/quiet").asText();
    }

    @Test
    void a_draft_is_given_up_for_the_active_text_or_with_its_pack() throws Exception {
        activated("kept", 90, "first");
        int revision = hub.put("/packs/kept/draft", Map.of("drl", "// mine"))
                .body()
                .path("revision")
                .asInt();
        hub.put("/packs/never/draft", Map.of("drl", "// mine"));

        assertThat(hub.delete("/packs/kept/draft?revision=" + (revision - 1)).status())
                .isEqualTo(409);
        assertThat(hub.delete("/packs/kept/draft?revision=" + revision).status())
                .isEqualTo(200);
        assertThat(hub.delete("/packs/never/draft").body().path("revision").asInt())
                .isZero();

        JsonNode kept = hub.get("/packs/kept").body();
        assertThat(kept.path("draft").asBoolean()).isFalse();
        assertThat(kept.path("files").path("drl").asText()).contains("> 90");
        assertThat(hub.get("/packs/never").status()).isEqualTo(404);
        assertThat(hub.delete("/packs/never/draft").status()).isEqualTo(404);
    }

    @Test
    void templates_are_served_with_their_cases() throws Exception {
        JsonNode templates = hub.get("/templates").body();

        assertThat(templates.path("rules").findValuesAsText("name"))
                .containsExactly(
                        "filter", "any-of", "count-in-a-window", "sequence", "absence", "alert-once", "join-two-types");
        assertThat(templates.path("rules").findValuesAsText("case")).allMatch(text -> text.contains("expect:"));
        assertThat(templates.path("processes").findValuesAsText("yaml")).hasSize(4);
    }
}
