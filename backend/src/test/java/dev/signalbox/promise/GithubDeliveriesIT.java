package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.Examples;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real GitHub payloads, signed as GitHub signs, through the pack that ships. */
class GithubDeliveriesIT {

    private static final String SECRET = "It's a Secret to Everybody";

    @Test
    void each_real_payload_sent_twice_is_one_event_and_each_match_one_call(@TempDir Path folder) throws Exception {
        assumeTrue(Examples.present(), "skipped: the development dependencies of webui are not installed");
        List<Examples.Example> examples = Examples.all();
        assertThat(examples).hasSizeGreaterThan(100);

        try (TestTarget chat = new TestTarget();
                HubProcess process = new HubProcess(
                        Files.createDirectory(folder.resolve("data")),
                        List.of("--packs", pack(folder, chat), "--egress-allow", "127.0.0.1:" + chat.port()),
                        Map.of("GITHUB_WEBHOOK_SECRET", SECRET))) {
            HubClient hub = process.start();

            for (int i = 0; i < examples.size(); i++) {
                twice(hub, examples.get(i), "d-" + i);
            }

            Until.holds("all events decided", Duration.ofSeconds(30), () -> hub.get("/events?state=journaled&limit=1")
                    .body()
                    .path("items")
                    .isEmpty());
            JsonNode started = hub.get("/instances?definition=notify-chat&limit=500")
                    .body()
                    .path("items");
            assertThat(started.size()).as("matching payloads").isGreaterThan(2);
            Until.holds(
                    "one call for each instance",
                    Duration.ofSeconds(30),
                    () -> new HashSet<>(chat.keys()).size() == started.size());
            assertThat(chat.keys()).doesNotHaveDuplicates();
            eachInstanceHasAnEventOfItsOwn(started);
        }
    }

    /** The pack as it ships, with the test's service as its chat. */
    private static String pack(Path folder, TestTarget chat) throws IOException {
        Path pack = Files.createDirectory(folder.resolve("github"));
        Path shipped = Path.of("..", "rules", "github");
        Files.copy(shipped.resolve("rules.drl"), pack.resolve("rules.drl"));
        Files.copy(shipped.resolve("sources.yaml"), pack.resolve("sources.yaml"));
        String process = Files.readString(shipped.resolve("notify-chat.process.yaml"));
        Files.writeString(
                pack.resolve("notify-chat.process.yaml"),
                process.replaceAll("http://127\\.0\\.0\\.1:\\d+", chat.url()));
        return pack.toString();
    }

    private static void twice(HubClient hub, Examples.Example example, String delivery) throws InterruptedException {
        HubClient.Answer first = hub.github("github", SECRET, example.event(), delivery, example.body());
        HubClient.Answer second = hub.github("github", SECRET, example.event(), delivery, example.body());

        assertThat(first.status()).as(example.event() + " " + first.body()).isEqualTo(202);
        assertThat(first.body().path("duplicate").asBoolean(true)).isFalse();
        assertThat(second.status()).as(example.event() + " " + second.body()).isEqualTo(200);
        assertThat(second.body().path("duplicate").asBoolean()).isTrue();
        assertThat(second.body().path("position")).isEqualTo(first.body().path("position"));
    }

    private static void eachInstanceHasAnEventOfItsOwn(JsonNode started) {
        Set<String> starts = new HashSet<>();
        started.forEach(
                instance -> starts.add(instance.path("startedBy").path("event").asText()
                        + ' '
                        + instance.path("startedBy").path("rule").asText()));

        assertThat(starts).hasSize(started.size());
    }
}
