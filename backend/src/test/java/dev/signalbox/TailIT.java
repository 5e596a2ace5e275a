package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.config.ExitCode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Until;
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
