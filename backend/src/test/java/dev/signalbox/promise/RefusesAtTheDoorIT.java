package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.BadDelivery;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may not come in gets exactly its answer, and leaves nothing behind but a count. */
class RefusesAtTheDoorIT {

    private static final int MANY = 10_000;
    private static final long MIB = 1024 * 1024;
    private static final List<BadDelivery> BAD = BadDelivery.all(InstantSource.system());
    private static final String SLOW_BODY = """
            POST /hooks/open HTTP/1.1\r
            Host: hub\r
            Content-Type: application/json\r
            Content-Length: 90\r
            \r
            """;

    private static TestRedis redis;
    private static HubProcess process;
    private static HubClient hub;
    private static int port;
    private static List<CompletableFuture<RawHttp.Reply>> slow;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        redis = TestRedis.start();
        process = new HubProcess(
                Files.createDirectory(folder.resolve("data")), List.of("--redis", redis.url()), Map.of());
        hub = process.start();
        port = Integer.parseInt(hub.ingest().substring(hub.ingest().lastIndexOf(':') + 1));
        BadDelivery.sources(hub);
        slow = Stream.of("POST /hooks/open HTTP/1.1\r\nX-Slow: ", SLOW_BODY, secondOfAConnection())
                .map(head -> CompletableFuture.supplyAsync(() -> RawHttp.drip(port, head)))
                .toList();
    }

    private static String secondOfAConnection() {
        return BAD.get(2).request() + "POST /hooks/open HTTP/1.1\r\nX-Slow: ";
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
        redis.close();
    }

    static List<BadDelivery> each() {
        return BAD;
    }

    @Test
    void the_source_of_the_hubs_own_events_is_there_and_is_nobodys_to_change_or_deliver_to() throws Exception {
        assertThat(hub.get("/sources").body().path("items").findValuesAsText("name"))
                .contains("signalbox");
        assertThat(hub.get("/sources/signalbox").body().path("kind").asText()).isEqualTo("built-in");
        HubClient.Answer put = hub.put("/sources/signalbox", Map.of("kind", "webhook", "verify", "none"));
        HubClient.Answer paused = hub.post("/sources/signalbox/pause", Map.of());

        assertThat(put.status()).isEqualTo(409);
        assertThat(put.body().path("code").asText()).isEqualTo("own_source");
        assertThat(put.body().path("detail").asText()).contains("belongs to the hub");
        assertThat(paused.status()).isEqualTo(409);
        assertThat(hub.deliver("/hooks/signalbox", "{}".getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("each")
    void a_bad_delivery_gets_exactly_its_answer_and_its_cause_is_kept(BadDelivery bad) throws Exception {
        RawHttp.Reply reply = RawHttp.say(port, bad.request());

        assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status());
        assertThat(reply.head()).contains("content-type: application/problem+json\r\n");
        assertThat(fields(reply.json())).isEqualTo(fields(bad.status()));
        assertThat(reply.json().path("status").asInt()).isEqualTo(bad.status());
        assertThat(reply.code()).isEqualTo(bad.code());
        if (!bad.source().isEmpty()) {
            JsonNode kept = refusals(bad.source()).path("items").path(0);
            assertThat(kept.path("code").asText()).as(kept.toString()).isEqualTo(bad.kept());
            assertThat(kept.path("status").asInt()).isEqualTo(bad.status());
            assertThat(kept.path("cause").asText()).isNotBlank();
        }
    }

    @Test
    void a_stranger_learns_nothing_from_the_body_of_a_401_or_a_404() {
        for (int status : List.of(401, 404)) {
            Set<String> bodies = new TreeSet<>();
            BAD.stream()
                    .filter(bad -> bad.status() == status)
                    .forEach(bad -> bodies.add(RawHttp.say(port, bad.request()).body()));

            assertThat(bodies).hasSize(1);
        }
    }

    @Test
    void ten_thousand_bad_deliveries_leave_nothing_but_a_count() throws Exception {
        slow.forEach(CompletableFuture::join);
        send(BAD.size() * 20);
        Footprint before = Footprint.of(process.pid(), hub, redis);
        long counted = counted();

        send(MANY);

        Footprint after = Footprint.of(process.pid(), hub, redis);
        assertThat(counted() - counted).isEqualTo(MANY);
        assertThat(after.heap() - before.heap())
                .as("%s, then %s", before, after)
                .isLessThan(20 * MIB);
        assertThat(after.redisBytes() - before.redisBytes())
                .as("%s, then %s", before, after)
                .isLessThan(MIB / 2);
        assertThat(after.redisKeys()).isEqualTo(before.redisKeys());
        assertThat(after.series()).isEqualTo(before.series());
        assertThat(hub.get("/events").body().path("items")).isEmpty();
        assertThat(refusals("open").path("items")).hasSize(100);
        assertThat(hub.text("/metrics")).doesNotContain("nobody");
    }

    @Test
    void a_slow_sender_has_fifteen_seconds_for_a_request_however_it_drips() {
        for (CompletableFuture<RawHttp.Reply> each : slow) {
            RawHttp.Reply reply = each.join();

            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.code()).isEqualTo("timeout");
        }
    }

    private static void send(int count) {
        RawHttp wire = new RawHttp(port);
        for (int i = 0; i < count; i++) {
            BadDelivery bad = BAD.get(i % BAD.size());
            RawHttp.Reply reply =
                    wire.send(bad.request().replace("nobody", "nobody" + i)).reply();
            assertThat(reply.status()).isEqualTo(bad.status());
            if (reply.head().contains("connection: close") || !reply.head().startsWith("http/1.1")) {
                wire.close();
                wire = new RawHttp(port);
            }
        }
        wire.close();
    }

    private static long counted() throws Exception {
        return hub.text("/metrics")
                .lines()
                .filter(line -> line.startsWith("signalbox_refusals_total{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static JsonNode refusals(String source) throws Exception {
        return hub.get("/sources/" + source + "/refusals").body();
    }

    private static Set<String> fields(int status) {
        Set<String> fields = new TreeSet<>(Set.of("type", "title", "status", "code", "detail"));
        if (status != 401 && status != 404) {
            fields.add("traceId");
        }
        return fields;
    }

    private static Set<String> fields(JsonNode json) {
        Set<String> fields = new TreeSet<>();
        json.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
