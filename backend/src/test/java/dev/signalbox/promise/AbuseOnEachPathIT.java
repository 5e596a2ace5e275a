package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubClient.Answer;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that means harm meets the same sandbox on every path that runs rules; {@code AbuseTest} has many more of them. */
class AbuseOnEachPathIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String PACK = """
            package rules.%1$s

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            %2$s
            rule "bad" when $e : Event( type == "%1$s" %3$s ) then
                %4$s
            end
            """;

    private static final String CASE = """
            name: it is tried
            given:
              - {type: %s, data: {text: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab}}
            expect:
              nothing: true
            """;

    private static HubProcess process;
    private static HubClient hub;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        process = new HubProcess(Files.createDirectory(folder.resolve("data")), List.of(), Map.of());
        hub = process.start();
        assertThat(hub.put("/sources/shop", Map.of("kind", "webhook", "verify", "none"))
                                .status()
                        / 100)
                .isEqualTo(2);
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    /** Name, functions, conditions, consequence. */
    static List<Arguments> refused() {
        return List.of(
                Arguments.of(
                        "exec",
                        "",
                        "",
                        "try { Runtime.getRuntime().exec( \"id\" ); } catch ( Exception e ) { hub.alert( \"x\" ); }"),
                Arguments.of("reflect", "", ", getClass().getName() != null", "hub.alert( \"x\" );"),
                Arguments.of("file", "", "", "new java.io.File( \"/tmp/x\" ).delete();"),
                Arguments.of("thread", "", "", "new Thread( () -> { } ).start();"),
                Arguments.of(
                        "handle",
                        "function Object f() { java.util.function.Supplier s = Runtime::getRuntime; return s.get(); }",
                        ", f() != null",
                        "hub.alert( \"x\" );"));
    }

    static List<Arguments> cut() {
        return List.of(
                Arguments.of("loop", "", "", "while ( true ) { }"),
                Arguments.of(
                        "condition",
                        "function boolean f() { for ( int i = 0; i < 10; i = i == 5 ? 0 : i + 1 ) { } return true; }",
                        ", f()",
                        "hub.alert( \"x\" );"),
                Arguments.of("recursion", "function int f( int n ) { return f( n + 1 ); }", "", "f( 0 );"),
                Arguments.of(
                        "memory",
                        "",
                        "",
                        "java.util.List all = new java.util.ArrayList(); while ( true ) { all.add( new byte[100000] ); }"),
                Arguments.of("regex", "", ", str( \"text\" ) matches \"(.*a){20}\"", "hub.alert( \"x\" );"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String name, String function, String condition, String consequence) throws Exception {
        Map<String, Object> text = text(name, function, condition, consequence);

        assertThat(severities(hub.post("/packs/" + name + "/check", text).body()))
                .contains("error");
        told(hub.post("/packs/" + name + "/cases", text));
        told(dryRun(name, text));
        told(hub.post("/packs/" + name + "/backtests", Map.of("last", 1_000, "text", text)));
        assertThat(hub.put("/packs/" + name + "/draft", text).status()).isEqualTo(200);
        told(hub.post("/packs/" + name + "/activate", Map.of("note", "harm")));
        assertThat(hub.get("/packs/" + name).body().path("activeVersion").isNull())
                .isTrue();
        Answer last = hub.delete("/packs/" + name + "/draft");
        assertThat(last.status()).as(last.body().toString()).isEqualTo(200);
    }

    /** 422, and the place in the rules, whatever was asked for. */
    private static void told(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(severities(answer.body())).as(answer.body().toString()).contains("error");
    }

    private static List<String> severities(JsonNode body) {
        return body.path("diagnostics").findValuesAsText("severity");
    }

    @ParameterizedTest
    @MethodSource
    void cut(String name, String function, String condition, String consequence) throws Exception {
        Map<String, Object> text = text(name, function, condition, consequence);
        String stopped = "rule \"" + name + "/bad\" was stopped: it ";
        deliver(name, name + "-0");
        story(name + "-0", "decided");

        assertThat(severities(hub.post("/packs/" + name + "/check", text).body()))
                .doesNotContain("error");
        JsonNode tried = hub.post("/packs/" + name + "/cases", text).body().at("/results/0");
        assertThat(tried.path("passed").asBoolean()).isFalse();
        assertThat(tried.path("message").asText()).contains(stopped);
        assertThat(dryRun(name, text).body().at("/results/0/fault").asText()).contains(stopped);
        assertThat(backtested(name, text).toString()).contains(stopped.replace("\"", "\\\""));

        activate(name, text);
        deliver(name, name + "-1");
        assertThat(story(name + "-1", "quarantined").path("quarantine").asText())
                .contains(stopped);
        assertThat(explained(name)).contains("was stopped: it ");
        deliver("nobody", name + "-2");
        story(name + "-2", "decided");
    }

    private static Answer dryRun(String name, Map<String, Object> text) throws Exception {
        Map<String, Object> event = Map.of("type", name, "data", Map.of("text", "a".repeat(32) + 'b'));
        return hub.post("/packs/" + name + "/dry-run", Map.of("text", text, "events", List.of(event)));
    }

    /** The changes that a finished back-test found. */
    private static JsonNode backtested(String name, Map<String, Object> text) throws Exception {
        String all = "/packs/" + name + "/backtests";
        Answer begun = hub.post(all, Map.of("last", 1_000, "text", text));
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        String one = all + '/' + begun.body().path("id").asText();
        Until.value("the back-test", SOON, () -> hub.get(one).body(), job -> job.path("state")
                .asText()
                .equals("finished"));
        return hub.get(one + "/changes").body();
    }

    /** Its cases would hold it up: they are left out. */
    private static void activate(String name, Map<String, Object> text) throws Exception {
        assertThat(hub.put("/packs/" + name + "/draft", text).status()).isEqualTo(200);
        assertThat(severities(hub.post("/packs/" + name + "/activate", Map.of("note", "harm"))
                        .body()))
                .contains("error");
        assertThat(hub.put("/packs/" + name + "/draft", Map.of("cases", Map.of()))
                        .status())
                .isEqualTo(200);
        Answer active = hub.post("/packs/" + name + "/activate", Map.of("note", "harm"));
        assertThat(active.status()).as(active.body().toString()).isEqualTo(200);
    }

    /** Why the rule did not decide, for the event that it was cut at. */
    private static String explained(String name) throws Exception {
        Answer answer = hub.get("/events/" + name + "-1/explanation");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().toString();
    }

    private static Map<String, Object> text(String name, String function, String condition, String consequence) {
        return Map.of(
                "drl", PACK.formatted(name, function, condition, consequence),
                "cases", Map.of("tried.case.yaml", CASE.formatted(name)));
    }

    private static void deliver(String type, String id) throws Exception {
        String body =
                "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"text\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"}";
        Answer answer = hub.deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private static JsonNode story(String id, String state) {
        return Until.value(
                id + " to be " + state, SOON, () -> hub.get("/events/" + id).body(), story -> story.path("state")
                        .asText()
                        .equals(state));
    }
}
