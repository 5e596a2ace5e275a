package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event answered with 2xx is decided, starts once and is told, whatever is killed in between, and in order per key. */
class SurvivesKillsIT {

    private static final int EVENTS = 5_000;
    private static final int SENDERS = 8;
    private static final int KILLS = 10;
    private static final int WAIT = 4_000;

    /** What a sender was told of its events: position in the journal by id, in the order of sending per key. */
    private final Map<String, Long> acked = new ConcurrentHashMap<>();

    private final Map<String, List<String>> sent = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();

    @Test
    void ten_kills_of_hub_and_redis_lose_nothing_and_start_nothing_twice(@TempDir Path folder) throws Exception {
        try (TestTarget service = new TestTarget();
                HubProcess hub = hub(folder, service)) {
            HubClient first = hub.start();
            TestPack.into(first, service.url(), 50, WAIT);

            ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
            List<Future<?>> work = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int number = sender;
                work.add(senders.submit(() -> send(hub, number)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int until = EVENTS * (kill + 1) / (KILLS + 2);
                Until.holds("event " + until, Duration.ofSeconds(60), () -> done.get() >= until);
                kill(hub, kill);
            }
            for (Future<?> sender : work) {
                sender.get();
            }
            senders.shutdown();

            assertThat(acked).hasSize(EVENTS);
            assertThat(unknown.get())
                    .as("no kill hit a delivery: the run cannot tell")
                    .isPositive();
            assertThat(doubled.get()).as("no duplicate was sent").isPositive();
            everyMatchingEventIsTold(hub, service);
            nothingIsStartedTwice(service);
            positionsKeepTheOrderOfEachKey();
            waitsKeptTheirDeadline(hub.client(), service);
        }
    }

    private static HubProcess hub(Path folder, TestTarget service) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        return new HubProcess(
                data, List.of("--lease", "1s", "--egress-allow", "127.0.0.1:" + service.port()), Map.of());
    }

    private static void kill(HubProcess hub, int kill) throws Exception {
        switch (kill % 3) {
            case 0 -> {
                hub.kill();
                hub.start();
            }
            case 1 -> hub.killRedis();
            default -> {
                hub.kill();
                hub.killRedis();
                hub.start();
            }
        }
    }

    private void send(HubProcess hub, int sender) {
        for (int n = 0; n < EVENTS / SENDERS; n++) {
            String subject = "k" + sender + '-' + n % 5;
            String id = sender + "-" + n;
            boolean parks = n % 100 == 7;
            String body = parks ? TestPack.parked(id, subject) : TestPack.paid(id, subject, n % 2 == 0 ? 500 : 50);
            sent.computeIfAbsent(subject, key -> new ArrayList<>()).add(id);
            acked.put(id, deliver(hub, body));
            if (n % 4 == 0) {
                doubled.incrementAndGet();
                assertThat(deliver(hub, body))
                        .as("the position of the first delivery")
                        .isEqualTo(acked.get(id));
            }
            done.incrementAndGet();
        }
    }

    /** Repeats the same delivery until its fate is known, as every good sender does. */
    private long deliver(HubProcess hub, String body) {
        while (true) {
            try {
                HubClient.Answer answer = hub.client()
                        .deliver("/hooks/shop", body.getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
                if (answer.status() / 100 == 2) {
                    return answer.body().path("partition").asLong() << 40
                            | answer.body().path("position").asLong();
                }
                assertThat(answer.status()).as(answer.body().toString()).isIn(429, 503);
            } catch (java.io.UncheckedIOException e) {
                unknown.incrementAndGet();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private void everyMatchingEventIsTold(HubProcess hub, TestTarget service) {
        Set<String> expected = acked.keySet().stream()
                .filter(id -> {
                    int n = Integer.parseInt(id.substring(id.indexOf('-') + 1));
                    return n % 100 == 7 || n % 2 == 0;
                })
                .collect(Collectors.toCollection(HashSet::new));
        Until.value(
                "all calls",
                Duration.ofSeconds(60),
                () -> {
                    Set<String> missing = new HashSet<>(expected);
                    service.hits().forEach(hit -> missing.remove(order(hit)));
                    return missing;
                },
                Set::isEmpty);
        Until.holds("an empty backlog", Duration.ofSeconds(10), () -> hub.client()
                .get("/events?state=journaled&limit=1")
                .body()
                .path("items")
                .isEmpty());
    }

    private static void nothingIsStartedTwice(TestTarget service) {
        Map<String, Set<String>> keys = new ConcurrentHashMap<>();
        service.hits().forEach(hit -> keys.computeIfAbsent(order(hit), order -> new HashSet<>())
                .add(hit.idempotencyKey()));

        assertThat(keys.values()).allSatisfy(set -> assertThat(set).hasSize(1));
    }

    private void positionsKeepTheOrderOfEachKey() {
        assertThat(sent.values())
                .allSatisfy(
                        ids -> assertThat(ids.stream().map(acked::get).toList()).isSorted());
    }

    private static void waitsKeptTheirDeadline(HubClient hub, TestTarget service) throws InterruptedException {
        Map<String, Long> due = new HashMap<>();
        hub.get("/instances?definition=park&limit=200")
                .body()
                .path("items")
                .forEach(one -> due.put(
                        one.path("startedBy").path("event").asText(),
                        one.path("startedAt").asLong() + WAIT));
        List<TestTarget.Hit> hits = service.hits().stream()
                .filter(hit -> hit.path().equals("/park"))
                .toList();

        assertThat(due).isNotEmpty();
        assertThat(hits.stream().map(TestTarget.Hit::idempotencyKey).distinct().count())
                .isEqualTo(due.size());
        assertThat(hits)
                .allSatisfy(hit ->
                        assertThat(hit.at()).as("not before its time").isGreaterThanOrEqualTo(due.get(order(hit))));
    }

    private static String order(TestTarget.Hit hit) {
        try {
            return HubClient.JSON.readTree(hit.body()).path("order").asText();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
