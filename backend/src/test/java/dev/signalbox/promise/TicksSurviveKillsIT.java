package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubCrowd;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule ticks at each of its times once, also at those at which no hub ran. */
class TicksSurviveKillsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Test
    void a_kill_of_the_hub_loses_and_doubles_no_tick(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (HubProcess hub = new HubProcess(data, List.of("--lease", "1s"), Map.of())) {
            hub.start();
            Map<String, Object> text = Map.of("kind", "schedule", "every", "1s", "catchUp", "all");
            assertThat(hub.client().put("/sources/seconds", text).status()).isIn(200, 201);
            Until.holds("ticks", DEADLINE, () -> times(hub.client()).size() >= 2);

            hub.kill();
            hub.start();

            int before = times(hub.client()).size();
            List<Instant> times =
                    Until.value("more ticks", DEADLINE, () -> times(hub.client()), all -> all.size() > before + 2);
            assertEachOnce(times);
        }
    }

    @Test
    void the_other_hub_goes_on_where_the_killed_one_stood(@TempDir Path folder) throws Exception {
        try (HubCrowd crowd = HubCrowd.start(folder, 2)) {
            crowd.settles(Set.of(2));
            Map<String, Object> text = Map.of("kind", "schedule", "every", "1s", "catchUp", "all");
            assertThat(crowd.client(0).put("/sources/seconds", text).status()).isIn(200, 201);
            Until.holds("ticks", DEADLINE, () -> times(crowd.client(0)).size() >= 2);
            int maker = makes(crowd.client(0)) ? 0 : 1;
            HubClient other = crowd.client(1 - maker);
            assertThat(makes(other)).isFalse();

            crowd.hub(maker).kill();

            Until.holds("the other one makes them", DEADLINE, () -> makes(other));
            int before = times(other).size();
            assertEachOnce(Until.value("more ticks", DEADLINE, () -> times(other), all -> all.size() > before + 1));
        }
    }

    private static boolean makes(HubClient hub) throws InterruptedException {
        return hub.get("/sources/seconds").body().at("/status/lastTickAt").isNumber();
    }

    private static void assertEachOnce(List<Instant> times) {
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isEqualTo(times.get(0).plusSeconds(i));
        }
    }

    /** Those of the journal, each as often as it is there. */
    private static List<Instant> times(HubClient hub) throws Exception {
        List<Instant> times = new ArrayList<>();
        for (String line : hub.text("/api/v1/events.jsonl?last=1000").split("\n")) {
            JsonNode event = HubClient.JSON.readTree(line);
            if (event.path("source").asText().equals("seconds")) {
                times.add(Instant.parse(event.path("id").asText()));
            }
        }
        Collections.sort(times);
        return times;
    }
}
