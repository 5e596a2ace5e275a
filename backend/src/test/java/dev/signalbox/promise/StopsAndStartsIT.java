package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.HubRun;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping and starting lose nothing: SIGTERM in the middle of the load, kill -9, a login beside it. */
class StopsAndStartsIT {

    private static final int DELIVERIES = 1_000;
    private static final int STOP_AFTER = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private TestTarget service;
    private HubProcess hub;

    @BeforeEach
    void a_hub_and_a_service() {
        service = new TestTarget();
        hub = new HubProcess(
                folder.resolve("data"),
                List.of("--egress-allow", "127.0.0.1:" + service.port(), "--lease", "1s"),
                Map.of());
    }

    @AfterEach
    void close() throws Exception {
        hub.close();
        service.close();
    }

    @Test
    void a_stop_in_the_middle_of_the_load_ends_in_time_and_loses_nothing() throws Exception {
        TestPack.into(hub.start(), service.url(), 3, 1);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(16);
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            sending.add(senders.submit(() -> send(hub.client(), next, acknowledged)));
        }
        Until.holds("some answers", PATIENCE, () -> acknowledged.size() >= STOP_AFTER);

        long began = System.nanoTime();
        int code = hub.stop();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        for (Future<?> each : sending) {
            each.get();
        }
        senders.shutdown();
        hub.start();

        assertThat(code).isZero();
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(acknowledged).hasSizeBetween(STOP_AFTER, DELIVERIES);
        Until.holds("a call for each acknowledged event", PATIENCE, () -> told().containsAll(acknowledged));
        assertThat(Set.copyOf(service.keys())).hasSameSizeAs(told());
    }

    @Test
    void after_a_kill_the_same_redis_is_used_on() throws Exception {
        TestPack.into(hub.start(), service.url(), 3, 1);
        long redis = hub.redisPid();

        hub.kill();
        HubClient again = hub.start();

        assertThat(hub.redisPid()).isEqualTo(redis);
        assertThat(deliver(again, "after")).isEqualTo(202);
        Until.holds("the call", PATIENCE, () -> told().contains("after"));
        assertThat(Files.readString(hub.log())).contains("(pid " + redis + ") and is used on");
    }

    @Test
    void a_login_link_of_the_running_hub_works_once() throws Exception {
        hub.start();

        HubRun login = HubRun.of(folder, List.of("login", "--data", "" + folder.resolve("data")), Map.of());
        String link = login.out().strip();
        String code = link.substring(link.indexOf('#') + 1);

        assertThat(login.code()).as(login.err()).isZero();
        assertThat(link).startsWith(hub.client().admin() + "/login#");
        assertThat(signIn(code)).isBetween(200, 299);
        assertThat(signIn(code)).isEqualTo(401);
    }

    private Set<String> told() {
        Set<String> orders = ConcurrentHashMap.newKeySet();
        service.hits().forEach(hit -> orders.add(hit.body().replaceAll(".*\"order\":\"([^\"]*)\".*", "$1")));
        return orders;
    }

    private static void send(HubClient client, AtomicInteger next, Set<String> acknowledged) {
        for (int n = next.getAndIncrement(); n < DELIVERIES; n = next.getAndIncrement()) {
            try {
                if (deliver(client, "o" + n) / 100 == 2) {
                    acknowledged.add("o" + n);
                }
            } catch (UncheckedIOException e) {
                // The hub is gone: this one was not acknowledged.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static int deliver(HubClient client, String id) throws InterruptedException {
        byte[] body = TestPack.paid(id, "s-" + id, 200).getBytes(StandardCharsets.UTF_8);
        return client.deliver("/hooks/shop", body, Map.of()).status();
    }

    private int signIn(String code) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.client().admin() + "/api/v1/login"))
                .header("Content-Type", "application/json")
                .header("Origin", hub.client().admin())
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
