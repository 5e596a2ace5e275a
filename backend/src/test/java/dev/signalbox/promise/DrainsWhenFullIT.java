package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that is full refuses what is new, and what was taken goes its way all the same; room lets the door open by itself. */
class DrainsWhenFullIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WAIT = 4_000;

    @Test
    void a_full_redis_refuses_at_the_door_and_drains(@TempDir Path folder) throws Exception {
        try (TestRedis redis = TestRedis.start();
                TestTarget service = new TestTarget();
                HubProcess process = hub(folder, redis, service)) {
            HubClient hub = process.start();
            TestPack.into(hub, service.url(), 50, WAIT);
            assertThat(send(hub, "parked", true).status()).isEqualTo(202);

            redis.ask("CONFIG", "SET", "maxmemory", "1mb");
            HubClient.Answer refused = Until.value(
                    "a full journal", PATIENCE, () -> send(hub, "late", false), full -> full.status() == 503);

            assertThat(refused.body().path("code").asText()).isEqualTo("journal_full");
            assertThat(refused.body().path("detail").asText()).contains("maxmemory");
            assertThat(Until.value(
                            "the reason",
                            PATIENCE,
                            () -> hub.text("/health/ready"),
                            text -> text.contains("maxmemory")))
                    .contains("not ready");
            assertThat(hub.text("/health/live")).contains("live");
            Until.holds("the call of the parked order", PATIENCE, () -> !service.hits()
                    .isEmpty());

            process.kill();
            process.start();
            assertThat(send(process.client(), "late", false).status()).isEqualTo(503);

            redis.ask("CONFIG", "SET", "maxmemory", "0");
            Until.value(
                    "an open door",
                    PATIENCE,
                    () -> send(process.client(), "late", false),
                    open -> open.status() == 202);
        }
    }

    private static HubProcess hub(Path folder, TestRedis redis, TestTarget service) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        return new HubProcess(
                data,
                List.of("--redis", redis.url(), "--lease", "1s", "--egress-allow", "127.0.0.1:" + service.port()),
                Map.of());
    }

    private static HubClient.Answer send(HubClient hub, String id, boolean parks) throws InterruptedException {
        String body = parks ? TestPack.parked(id, "k") : TestPack.paid(id, "k", 50);
        return hub.deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
