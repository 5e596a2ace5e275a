package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent and what is shown goes on after the hub was killed. */
class TailIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static HubProcess process;
    private static HubClient hub;

    @BeforeAll
    static void start() throws Exception {
        process = new HubProcess(Files.createDirectory(folder.resolve("data")), List.of(), Map.of());
        hub = process.start();
        hub.put("/sources/open", Map.of("kind", "webhook", "verify", "none"));
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    @Test
    void a_hub_that_is_killed_meanwhile_gets_every_line_once_and_the_tail_goes_on() throws Exception {
        int lines = 2_000;
        Path file = Files.writeString(
                folder.resolve("lines.jsonl"),
                IntStream.rangeClosed(1, lines)
                        .mapToObj(n -> "{\"id\":\"l-" + n + "\",\"type\":\"line\",\"subject\":\"lines\"}")
                        .collect(Collectors.joining("\n")));
        CompletableFuture<CommandRun> tailing = CompletableFuture.supplyAsync(
                () -> run("tail", "--format", "json", "--count", "2", "moment:journaled", "subject:tailed"));

        CompletableFuture<CommandRun> sending = CompletableFuture.supplyAsync(
                () -> run("send", "open", file.toString(), "--quiet", "--attempts", "60"));
        Until.holds("some lines", SOON, () -> position() > 100);
        process.kill();
        process.start();

        assertThat(sending.get(60, TimeUnit.SECONDS).told()).contains("sent " + lines, "refused 0");
        assertThat(hub.get("/events?source=open&subject=lines&limit=1")
                        .body()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("l-" + lines);
        Path told = Files.writeString(
                folder.resolve("told.json"), "{\"id\":\"<id>\",\"type\":\"told\",\"subject\":\"tailed\"}");
        Until.holds("two moments", SOON, () -> {
            run("send", "open", told.toString());
            return tailing.isDone();
        });
        assertThat(tailing.get().code()).isZero();
        assertThat(tailing.get().errors()).contains("waiting for it", "the hub is back");
        for (String line : tailing.get().told().lines().toList()) {
            JsonNode moment = new ObjectMapper().readTree(line);
            assertThat(moment.path("type").asText()).isEqualTo("told");
        }
        assertThat(exported("lines")).hasSize(lines).doesNotHaveDuplicates();
    }

    @Test
    void what_is_exported_as_cloud_events_is_taken_by_another_source_in_its_order_and_once() throws Exception {
        String secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        Path key = Files.writeString(folder.resolve("imported.secret"), secret);
        hub.put("/sources/first", Map.of("kind", "webhook", "verify", "none"));
        hub.put("/sources/imported", Map.of("kind", "webhook", "verify", "bearer", "secrets", List.of(secret)));
        long from = hub.get("/info").body().path("startedAt").asLong();
        for (String id : List.of("x-1", "x-2", "x-3")) {
            byte[] body =
                    ("{\"id\":\"" + id + "\",\"type\":\"t\",\"subject\":\"moved\"}").getBytes(StandardCharsets.UTF_8);
            hub.deliver("/hooks/first", body, Map.of());
        }
        hub.deliver(
                "/events/first",
                "plain".getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "Content-Type", "text/plain",
                        "ce-specversion", "1.0",
                        "ce-id", "x-4",
                        "ce-source", "/lab",
                        "ce-type", "t",
                        "ce-subject", "moved"));

        String all = hub.text("/api/v1/events.jsonl?format=cloudevents&order=oldest&last=100000&from=" + from);
        Path file = Files.writeString(
                folder.resolve("moved.jsonl"),
                all.lines()
                        .filter(line -> line.contains("\"hubsource\":\"first\""))
                        .collect(Collectors.joining("\n")));
        CommandRun sent = run("send", "imported", file.toString(), "--secret-file", key.toString());
        CommandRun again = run("send", "imported", file.toString(), "--secret-file", key.toString());

        assertThat(sent.told()).contains("accepted 4, duplicates 0, refused 0");
        assertThat(again.told()).contains("accepted 0, duplicates 4, refused 0");
        List<String> ids = new ArrayList<>();
        hub.get("/events?source=imported&subject=moved")
                .body()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        assertThat(ids).containsExactly("x-4", "x-3", "x-2", "x-1");
        assertThat(hub.get("/events/x-4?source=imported")
                        .body()
                        .path("contentType")
                        .asText())
                .isEqualTo("text/plain");
    }

    private static long position() throws InterruptedException {
        return hub.get("/events?source=open&subject=lines&limit=1")
                .body()
                .at("/items/0/position")
                .asLong();
    }

    private static List<String> exported(String subject) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String line : hub.text("/api/v1/events.jsonl?last=100000").lines().toList()) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.path("subject").asText().equals(subject)) {
                ids.add(event.path("id").asText());
            }
        }
        return ids;
    }

    @Test
    void a_filter_that_is_none_is_said_and_so_is_a_hub_that_is_not_there() {
        assertThat(run("tail", "colour:red").errors()).contains("there is no field \"colour\"");

        CommandRun nowhere = CommandRun.on(folder.resolve("nothing"), "tail");

        assertThat(nowhere.code()).isEqualTo(ExitCode.UNAVAILABLE.code());
        assertThat(nowhere.errors()).contains("no hub runs on the data folder");
    }

    private static CommandRun run(String... args) {
        return CommandRun.on(folder.resolve("data"), args);
    }
}
