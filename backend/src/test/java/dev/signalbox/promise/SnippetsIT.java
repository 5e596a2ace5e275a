package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Programs;
import dev.signalbox.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hub offers for copying delivers, as it stands, to this very hub. */
class SnippetsIT {

    private static final String STANDARD = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String WRONG = "whsec_d3Jvbmd3cm9uZ3dyb25nd3Jvbmd3cm9uZ3dyb25nd3I=";
    private static final String AWKWARD = "it's $HOME and \"more\" `x`";

    private static final Map<String, Map<String, Object>> SOURCES = Map.ofEntries(
            Map.entry("open", Map.of("verify", "none")),
            Map.entry("github", preset("github")),
            Map.entry("stripe", preset("stripe")),
            Map.entry("slack", preset("slack")),
            Map.entry("shopify", preset("shopify")),
            Map.entry("gitlab", Map.of("preset", "gitlab", "secrets", List.of("token-of-a-sender"))),
            Map.entry("meta", with(preset("meta"), "verifyToken", "t")),
            Map.entry("twilio", with(preset("twilio"), "publicUrl", "https://hooks.example.com/hooks/twilio")),
            Map.entry("topic", Map.of("preset", "sns", "topics", List.of("arn:aws:sns:us-east-1:123456789012:hello"))),
            Map.entry("standard", Map.of("preset", "standard-webhooks", "secrets", List.of(STANDARD))),
            Map.entry("generic", Map.of("verify", "hmac", "secrets", List.of(AWKWARD))),
            Map.entry(
                    "odd",
                    Map.of(
                            "verify", "hmac",
                            "secrets", List.of(AWKWARD),
                            "hmac",
                                    Map.of(
                                            "header", "X-Sum",
                                            "encoding", "base64",
                                            "prefix", "v0=",
                                            "signed", "v0:{header:X-Time}:\"{body}"),
                            "map", Map.of("type", "/event/kind", "id", "header:X-Id", "subject", "/event/who"),
                            "partitionBy", "/account/number")),
            Map.entry("bearer", Map.of("verify", "bearer", "secrets", List.of("token-of-a-sender"))));

    /** Put together of the same pieces as others: one language is enough. */
    private static final Set<String> ALIKE = Set.of("slack", "shopify", "gitlab", "meta");

    private static String redisUrl;
    private static HubProcess process;
    private static HubClient hub;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        process = new HubProcess(Files.createDirectory(data.resolve("data")), List.of(), Map.of());
        hub = process.start();
        Path redis = data.resolve("data").resolve("redis");
        redisUrl = "redis://signalbox:"
                + Files.readString(redis.resolve("password")).strip() + "@127.0.0.1:"
                + Files.readString(redis.resolve("port")).strip();
        for (Map.Entry<String, Map<String, Object>> source : SOURCES.entrySet()) {
            Map<String, Object> text = new HashMap<>(source.getValue());
            text.put("kind", "webhook");
            HubClient.Answer kept = hub.put("/sources/" + source.getKey(), text);
            assertThat(kept.status()).as(kept.body().toString()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    private static Map<String, Object> preset(String name) {
        return Map.of("preset", name, "secrets", List.of(AWKWARD));
    }

    private static Map<String, Object> with(Map<String, Object> text, String field, String value) {
        Map<String, Object> more = new HashMap<>(text);
        more.put(field, value);
        return more;
    }

    /** Language and source. */
    static List<List<String>> each() {
        List<List<String>> each = new ArrayList<>();
        for (String language : List.of("curl", "javascript", "python", "java")) {
            SOURCES.keySet().stream()
                    .filter(source -> !source.equals("topic"))
                    .filter(source -> language.equals("curl") || !ALIKE.contains(source))
                    .sorted()
                    .forEach(source -> each.add(List.of(language, source)));
        }
        return each;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("each")
    void a_snippet_delivers_an_event_and_with_a_wrong_secret_none(List<String> which) throws Exception {
        String source = which.get(1);
        Path program = written(which.get(0), snippet(source, which.get(0)));
        boolean signed = SOURCES.get(source).containsKey("secrets");

        String delivered = run(
                program,
                signed ? ((List<?>) SOURCES.get(source).get("secrets")).get(0).toString() : "");
        String refused = signed ? run(program, WRONG) : "";

        assertThat(delivered)
                .contains("202")
                .contains(source.equals("twilio") ? "<Response/>" : "\"duplicate\":false")
                .doesNotContain("deduplicated");
        if (signed) {
            assertThat(refused).contains("401").contains("unverified");
        }
    }

    @Test
    void a_line_for_the_embedded_redis_adds_an_entry_that_the_hub_reads() throws Exception {
        Programs.need("redis-cli");
        hub.put("/sources/lab", Map.of("kind", "redis-stream", "stream", "lab:results"));
        Path program = written("redis", snippet("lab", "redis"));

        run(program, "");

        Until.holds(
                "the event of the stream",
                Duration.ofSeconds(10),
                () -> hub.get("/events?source=lab").body().path("items").size() == 1);
    }

    @Test
    void the_hub_itself_sends_the_event_of_the_snippets_to_every_source() throws Exception {
        for (String source : SOURCES.keySet()) {
            HubClient.Answer answer = hub.post("/sources/" + source + "/sample", "");

            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.body().path("id").asText()).matches(source.equals("meta") ? "1067:.+" : "hello-.+");
            assertThat(answer.body().path("duplicate").asBoolean(true)).isFalse();
        }
        assertThat(hub.post("/sources/nobody/sample", "").status()).isEqualTo(404);
    }

    private static String snippet(String source, String language) throws InterruptedException {
        for (JsonNode item : hub.get("/sources/" + source + "/snippets").body().path("items")) {
            if (item.path("language").asText().equals(language)) {
                return item.path("text").asText();
            }
        }
        throw new AssertionError("no snippet of " + source + " in " + language);
    }

    private Path written(String language, String text) throws IOException {
        String file =
                switch (language) {
                    case "javascript" -> "send.mjs";
                    case "python" -> "send.py";
                    case "java" -> "Send.java";
                    default -> "send.sh";
                };
        return Files.writeString(folder.resolve(file), text);
    }

    private String run(Path program, String secret) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command(program))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SECRET", secret);
        builder.environment().put("REDIS_URL", redisUrl);
        Process running = builder.start();
        if (!running.waitFor(30, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new AssertionError(program + " did not end; it said: " + Files.readString(said));
        }
        return Files.readString(said);
    }

    private static List<String> command(Path program) {
        String file = program.getFileName().toString();
        if (file.endsWith(".mjs")) {
            Programs.need("node");
            return List.of("node", file);
        }
        if (file.endsWith(".py")) {
            Programs.need("python3");
            return List.of("python3", file);
        }
        if (file.endsWith(".java")) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return List.of(java, "-XX:TieredStopAtLevel=1", "-Xshare:auto", file);
        }
        Programs.need("curl");
        Programs.need("openssl");
        return List.of("sh", file);
    }
}
