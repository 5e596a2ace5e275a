package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed hub takes deliveries before it has its rules again, and decides them when it has. */
class RecoversIT {

    private static final String VERSIONS = "sb:{hub}:rulebook:versions";
    private static final int PARTITIONS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void a_delivery_is_taken_though_no_rule_is_there_yet_and_decided_later(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (TestRedis redis = TestRedis.start();
                TestTarget service = new TestTarget();
                HubProcess hub = new HubProcess(data, options(redis, service), Map.of())) {
            TestPack.into(hub.start(), service.url(), 1, 1_000);
            String version = redis.ask("HGET", "sb:{hub}:rulebook", "active");
            Until.holds("every partition to decide by them", SOON, () -> IntStream.range(0, PARTITIONS)
                    .allMatch(n -> redis.ask("HGET", "sb:{p" + n + "}:owner", "rulebook")
                            .equals(version)));
            hub.kill();
            String rules = redis.ask("HGET", VERSIONS, version);
            redis.ask("HSET", VERSIONS, version, rules.replace("when", "whenever"));

            HubClient again = hub.start();
            HubClient.Answer taken = again.deliver(
                    "/hooks/shop", TestPack.paid("o-1", "s", 500).getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(taken.status()).as(taken.body().toString()).isEqualTo(202);
            Until.holds(
                    "what was taken to lie there",
                    SOON,
                    () -> backlog(again.get("/info").body()) > 0);
            assertThat(service.hits()).isEmpty();
            redis.ask("HSET", VERSIONS, version, rules);
            Until.holds("the call", SOON, () -> service.hits().size() == 1);
        }
    }

    private static long backlog(JsonNode info) {
        long sum = 0;
        for (JsonNode partition : info.path("partitions")) {
            sum += partition.path("backlog").asLong();
        }
        return sum;
    }

    private static List<String> options(TestRedis redis, TestTarget service) {
        return List.of("--redis", redis.url(), "--egress-allow", "127.0.0.1:" + service.port());
    }
}
