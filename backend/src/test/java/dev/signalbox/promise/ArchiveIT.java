package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.BatchLoad;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.PowerLoss;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of Redis is no bound of what is known: what leaves it is in the archive, and read as if it had never left. */
class ArchiveIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MEMORY = 16 * 1024 * 1024;
    private static final int EVENT = 8 * 1024;

    private static final String RULES = """
            package rules.many

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "rare"
            when
                $e : Event( type == "load.rare" )
            then
                hub.alert( "rare " + $e.getId() );
            end
            """;

    @Test
    void twenty_times_the_memory_of_redis_is_kept_found_and_tested(@TempDir Path folder) throws Exception {
        int events = 20 * (MEMORY / EVENT);
        try (TestRedis redis = TestRedis.start("--maxmemory", Integer.toString(MEMORY));
                HubProcess process = hub(folder, redis, Map.of())) {
            HubClient hub = process.start();
            BatchLoad.open(hub);

            new BatchLoad(process::client, EVENT).send(0, events);

            decided(hub, events);
            assertThat(Long.parseLong(memory(redis))).isLessThan(MEMORY);
            assertThat(hub.get("/info").body().path("archive").path("entries").asLong())
                    .isGreaterThan(events / 2);
            for (int number : List.of(0, 1, events / 3, events / 2, events - 1)) {
                found(hub, number);
            }
            backTestTakes(hub, events);
            damage(folder.resolve("data").resolve("archive"));
            HubClient.Answer damaged = hub.get("/events/" + BatchLoad.id(0));
            assertThat(damaged.status()).isEqualTo(500);
            assertThat(damaged.body().path("code").asText()).isEqualTo("archive_damaged");
            assertThat(damaged.body().path("detail").asText()).contains(".segment");
            new BatchLoad(process::client, EVENT).send(events, events + 1);
            decided(hub, events + 1);
            found(hub, events);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.beforeWrite", "archive.afterFsync", "archive.afterPublish", "trim.before"})
    void a_hub_that_ends_at_any_step_of_a_segment_loses_nothing(String point, @TempDir Path folder) throws Exception {
        int events = 3 * (MEMORY / EVENT) / 2;
        Map<String, String> fault = Map.of("SIGNALBOX_TEST", "1", "SIGNALBOX_FAILPOINT", point + ":halt:3");
        try (TestRedis redis = TestRedis.start("--maxmemory", Integer.toString(MEMORY))) {
            try (HubProcess struck = hub(folder, redis, fault)) {
                BatchLoad.open(struck.start());
                new BatchLoad(struck::client, EVENT).untilItEnds(events, struck::isAlive);
                assertThat(struck.ended(PATIENCE)).isEqualTo(137);
            }
            try (HubProcess process = hub(folder, redis, Map.of())) {
                HubClient hub = process.start();

                new BatchLoad(process::client, EVENT).send(0, events);

                decided(hub, events);
                List<String> ids = exported(hub);
                assertThat(Set.copyOf(ids)).hasSameSizeAs(ids);
                assertThat(IntStream.range(0, events).mapToObj(BatchLoad::id).filter(id -> !ids.contains(id)))
                        .isEmpty();
            }
        }
    }

    /** What the failpoints above cannot show: there the kernel still had what was not synced. */
    @ParameterizedTest
    @ValueSource(strings = {"archive.afterFsync", "archive.afterPublish", "trim.before"})
    void a_loss_of_power_at_any_step_of_a_segment_loses_nothing(String point, @TempDir Path folder) throws Exception {
        int events = 3 * (MEMORY / EVENT) / 2;
        Path archive = folder.resolve("data").resolve("archive");
        PowerLoss power = PowerLoss.of(archive, Files.createDirectories(folder.resolve("power")));
        Map<String, String> fault = new HashMap<>(power.environment());
        fault.putAll(Map.of("SIGNALBOX_TEST", "1", "SIGNALBOX_FAILPOINT", point + ":halt:3"));
        try (TestRedis redis = TestRedis.start("--maxmemory", Integer.toString(MEMORY))) {
            try (HubProcess struck = hub(folder, redis, fault)) {
                BatchLoad.open(struck.start());
                new BatchLoad(struck::client, EVENT).untilItEnds(events, struck::isAlive);
                assertThat(struck.ended(PATIENCE)).isEqualTo(137);
            }
            long unusedLost = power.strike();
            try (HubProcess process = hub(folder, redis, Map.of())) {
                HubClient hub = process.start();

                new BatchLoad(process::client, EVENT).send(0, events);

                decided(hub, events);
                assertThat(exported(hub)).doesNotHaveDuplicates().hasSize(events);
            }
        }
    }

    private static HubProcess hub(Path folder, TestRedis redis, Map<String, String> environment) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        return new HubProcess(data, List.of("--redis", redis.url(), "--lease", "1s"), environment);
    }

    /** The hub looks at Redis once a second, so that what it tells may be older than its last acknowledgement. */
    private static void decided(HubClient hub, int events) throws Exception {
        Until.holds(
                events + " events are journaled and decided",
                PATIENCE,
                () -> places(hub, "last") == events && places(hub, "backlog") == 0);
    }

    private static long places(HubClient hub, String what) throws InterruptedException {
        long sum = 0;
        for (JsonNode partition : hub.get("/info").body().path("partitions")) {
            sum += partition.path(what).asLong();
        }
        return sum;
    }

    private static String memory(TestRedis redis) {
        return redis.ask("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .map(line -> line.substring("used_memory:".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static void found(HubClient hub, int number) throws InterruptedException {
        String id = BatchLoad.id(number);
        HubClient.Answer story = hub.get("/events/" + id);

        assertThat(story.status()).as("%s: %s", id, story.body()).isEqualTo(200);
        assertThat(story.body().path("id").asText()).isEqualTo(id);
        assertThat(story.body().path("state").asText()).isEqualTo("decided");
    }

    private static void damage(Path archive) throws Exception {
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length - 30] ^= 1;
                Files.write(file, bytes);
            }
        }
    }

    private static void backTestTakes(HubClient hub, int events) throws InterruptedException {
        assertThat(hub.put("/packs/many/draft", Map.of("drl", RULES)).status()).isEqualTo(200);
        HubClient.Answer begun = hub.post("/packs/many/backtests", Map.of("from", 0));
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        String path = "/packs/many/backtests/" + begun.body().path("id").asText();
        Until.holds(
                "the back-test",
                PATIENCE,
                () -> hub.get(path).body().path("state").asText().equals("finished"));
        assertThat(hub.get(path).body().findValue("events").asLong()).isEqualTo(events);
    }

    private static List<String> exported(HubClient hub) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String line : hub.text("/api/v1/events.jsonl?last=100000").lines().toList()) {
            JsonNode event = HubClient.JSON.readTree(line);
            if (event.path("source").asText().equals(BatchLoad.SOURCE)) {
                ids.add(event.path("id").asText());
            }
        }
        return ids;
    }
}
