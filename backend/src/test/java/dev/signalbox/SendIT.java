package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.config.ExitCode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command line sends is taken as if its sender had sent it; what it shows of the feed is what happened. */
class SendIT {

    private static final String SECRET = "it's $HOME and \"more\" `x`";
    private static final String STANDARD = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Map<String, Map<String, Object>> SOURCES = Map.ofEntries(
            Map.entry("open", Map.of("verify", "none")),
            Map.entry("github", preset("github")),
            Map.entry("stripe", preset("stripe")),
            Map.entry("slack", preset("slack")),
            Map.entry("shopify", preset("shopify")),
            Map.entry("gitlab", Map.of("preset", "gitlab", "secrets", List.of(STANDARD))),
            Map.entry("meta", with(preset("meta"), "verifyToken", "t")),
            Map.entry("twilio", with(preset("twilio"), "publicUrl", "https://hooks.example.com/hooks/twilio")),
            Map.entry("standard", Map.of("preset", "standard-webhooks", "secrets", List.of(STANDARD))),
            Map.entry("generic", Map.of("verify", "hmac", "secrets", List.of(SECRET))),
            Map.entry("bearer", Map.of("verify", "bearer", "secrets", List.of(STANDARD))));

    @TempDir
    private static Path folder;

    private static HubProcess process;
    private static HubClient hub;

    private static Map<String, Object> preset(String name) {
        return Map.of("preset", name, "secrets", List.of(SECRET));
    }

    private static Map<String, Object> with(Map<String, Object> text, String field, String value) {
        Map<String, Object> more = new HashMap<>(text);
        more.put(field, value);
        return more;
    }

    @BeforeAll
    static void start() throws Exception {
        process = new HubProcess(Files.createDirectory(folder.resolve("data")), List.of(), Map.of());
        hub = process.start();
        for (Map.Entry<String, Map<String, Object>> source : SOURCES.entrySet()) {
            assertThat(hub.put("/sources/" + source.getKey(), with(source.getValue(), "kind", "webhook"))
                            .status())
                    .isEqualTo(201);
        }
        hub.put("/sources/queue", Map.of("kind", "redis-stream", "stream", "orders"));
        hub.put(
                "/sources/topic",
                Map.of(
                        "kind", "webhook",
                        "preset", "sns",
                        "topics", List.of("arn:aws:sns:us-east-1:123456789012:hello")));
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    static List<String> sources() {
        return SOURCES.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void a_greeting_is_taken_with_the_secret_of_the_source_and_with_no_other(String source) throws IOException {
        List<?> secrets = (List<?>) SOURCES.get(source).getOrDefault("secrets", List.of());
        Path right =
                Files.writeString(folder.resolve(source + ".secret"), secrets.isEmpty() ? "" : "" + secrets.get(0));
        Path wrong = Files.writeString(
                folder.resolve(source + ".wrong"), "whsec_d3Jvbmd3cm9uZ3dyb25nd3Jvbmd3cm9uZ3dyb25nd3I=");

        CommandRun sent = run("send", source, "--secret-file", right.toString());

        assertThat(sent.told()).contains("sent 1: accepted 1, duplicates 0, refused 0");
        assertThat(sent.code()).isZero();
        if (!secrets.isEmpty()) {
            CommandRun refused = run("send", source, "--secret-file", wrong.toString());
            assertThat(refused.told()).startsWith("401 hello  unverified").contains("refused 1");
            assertThat(refused.code()).isEqualTo(ExitCode.FAILED.code());
            assertThat(run("send", source).errors()).contains("--secret-file");
        }
    }

    @Test
    void a_form_of_ones_own_is_signed_over_its_fields_in_the_order_of_their_names() throws IOException {
        Path form = Files.writeString(
                folder.resolve("form"), "To=%2B4930&MessageStatus=sent&Body=Gr%C3%BC%C3%9Fe+%26+mehr&MessageSid=<id>");
        Path secret = Files.writeString(folder.resolve("twilio.own"), SECRET);

        assertThat(run("send", "twilio", form.toString(), "--secret-file", secret.toString())
                        .told())
                .contains("accepted 1");
    }

    @Test
    void a_folder_is_sent_in_the_order_of_its_names_and_a_file_of_lines_line_by_line() throws Exception {
        Path box = Files.createDirectory(folder.resolve("box"));
        Files.writeString(
                box.resolve("1.json"),
                "{\"id\":\"o-1\",\"type\":\"order.placed\",\"subject\":\"k\",\"n\":9007199254740993}");
        Files.writeString(
                box.resolve("2.jsonl"),
                "{\"id\":\"o-2\",\"type\":\"order.placed\",\"subject\":\"k\"}\n\n{\"id\":\"o-3\"");
        Files.writeString(box.resolve("3.json"), "{\"id\":\"o-<id>\",\"type\":\"order.placed\",\"subject\":\"k\"}");
        Files.writeString(box.resolve(".hidden"), "no");

        CommandRun sent = run("send", "open", box.toString(), "--times", "2", "--id", "x");

        assertThat(sent.told().lines().map(line -> line.substring(0, 3)))
                .containsExactly("202", "202", "400", "202", "200", "200", "400", "202", "sen");
        assertThat(sent.told()).contains("2.jsonl:3  malformed", "sent 8: accepted 4, duplicates 2, refused 2");
        List<String> ids = new ArrayList<>();
        hub.get("/events?source=open&subject=k")
                .body()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        assertThat(ids).containsExactly("o-x-8", "o-x-4", "o-2", "o-1");
    }

    @Test
    void what_is_a_cloud_event_goes_as_one_and_each_of_a_batch_is_told() throws Exception {
        Path secret = Files.writeString(folder.resolve("bearer.own"), STANDARD);
        String event = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/lab\",\"type\":\"t\"}";
        Path one = Files.writeString(folder.resolve("one.json"), event.formatted("c-1"));
        Path many = Files.writeString(
                folder.resolve("many.json"), '[' + event.formatted("c-1") + ',' + event.formatted("c-2") + ",{}]");
        Path plain = Files.writeString(folder.resolve("plain.json"), "{\"id\":\"c-3\",\"type\":\"t\"}");

        CommandRun sent = run(
                "send",
                "bearer",
                one.toString(),
                many.toString(),
                plain.toString(),
                "--secret-file",
                secret.toString());

        assertThat(sent.told().lines().map(line -> line.substring(0, 3)))
                .containsExactly("202", "200", "202", "422", "202", "sen");
        assertThat(sent.told()).contains("many.json[2]");
        assertThat(hub.get("/events/c-1").body().toString()).contains("/lab");
    }

    @Test
    void headers_of_ones_own_take_the_place_of_the_senders() throws Exception {
        Path push = Files.writeString(folder.resolve("push.json"), "{\"ref\":\"refs/heads/main\"}");
        Path secret = Files.writeString(folder.resolve("github.own"), SECRET);

        CommandRun sent = run(
                "send",
                "github",
                push.toString(),
                "--secret-file",
                secret.toString(),
                "-H",
                "x-github-event: push",
                "--id",
                "d-1");

        assertThat(sent.code()).as(sent.told()).isZero();
        assertThat(hub.get("/events/d-1").body().toString()).contains("com.github.push");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody|has no source nobody",
                "queue|is not delivered to (its kind is redis-stream)",
                "topic|nobody but SNS can sign",
                "open /no/such/file|there is no file or folder /no/such/file",
                "open -H nothing|wanted --header",
                "open --times 0|at least 1",
                "generic --secret-file /no/such|cannot be read",
                "generic --secret-file /dev/null|is empty",
                "standard --secret-file /etc/passwd|base64"
            })
    void what_cannot_be_sent_is_said_in_one_sentence(String words, String sentence) {
        List<String> args = new ArrayList<>(List.of("send"));
        args.addAll(List.of(words.split(" ")));

        CommandRun ended = run(args.toArray(String[]::new));

        assertThat(ended.errors()).contains(sentence).startsWith("signalbox: ");
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.code());
    }

    private static CommandRun run(String... args) {
        return CommandRun.on(folder.resolve("data"), args);
    }
}
