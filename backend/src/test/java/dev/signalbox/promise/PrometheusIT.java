package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Programs;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub tells of itself is what Prometheus understands. */
class PrometheusIT {

    /* One for all questions: Prometheus serves 512 connections, and every client keeps one. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void a_real_prometheus_scrapes_the_hub_and_knows_its_events(@TempDir Path folder) throws Exception {
        Programs.need("prometheus");
        try (TestTarget service = new TestTarget();
                HubProcess process = new HubProcess(
                        Files.createDirectory(folder.resolve("data")),
                        List.of("--egress-allow", "127.0.0.1:" + service.port()),
                        Map.of())) {
            HubClient hub = process.start();
            TestPack.into(hub, service.url(), 1, 1_000);
            byte[] order = TestPack.paid("o-1", "shop-1", 500).getBytes(StandardCharsets.UTF_8);
            assertThat(hub.deliver("/hooks/shop", order, Map.of()).status()).isEqualTo(202);

            int port = Programs.freePort();
            Process prometheus = prometheus(folder, hub, port);
            try {
                String url = "http://127.0.0.1:" + port + "/api/v1/query?query="
                        + HubClient.encode("sum(signalbox_deliveries_total{source=\"shop\"})");
                String answer = Until.value(
                        "the delivery in Prometheus",
                        Duration.ofSeconds(30),
                        () -> ask(url),
                        text -> text.contains("\"1\""));
                assertThat(answer).contains("\"status\":\"success\"");
            } finally {
                prometheus.destroy();
                prometheus.waitFor();
            }
        }
    }

    private static Process prometheus(Path folder, HubClient hub, int port) throws Exception {
        Path config = folder.resolve("prometheus.yml");
        String shipped = Files.readString(Path.of("..", "docker", "prometheus.yml"));
        Files.writeString(config, shipped.replace("127.0.0.1:8080", hub.admin().replace("http://", "")));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    private static String ask(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }
}
