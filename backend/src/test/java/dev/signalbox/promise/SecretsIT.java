package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret of a process reaches the service that it is for, and is in nothing that the hub keeps, shows or logs. */
class SecretsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CANARY = "canary-4711";
    private static final String RULES = """
            package rules.pay
            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub
            rule "pay"
            when $e : Event( type == "pay" )
            then hub.start( "pay" ).with( "order", $e.getId() ); end
            """;
    private static final String PAY = """
            document: {dsl: '1.0.3', namespace: shop, name: pay, version: '1.0.0'}
            use: {secrets: [shop, late]}
            do:
              - first:
                  call: http
                  with:
                    method: post
                    endpoint: {uri: '%1$s/first', authentication: {bearer: {use: shop}}}
                    headers: {X-Key: '${ $secrets.shop }'}
                    query: {key: '${ $secrets.shop }'}
                    body: {key: '${ "and " + $secrets.shop }'}
                    output: response
              - second:
                  call: http
                  with: {method: post, endpoint: '%1$s/second', body: '${ $secrets.late }'}
            """;

    @Test
    void a_secret_is_nowhere_but_with_the_service_also_after_a_failure_a_kill_and_a_redrive(@TempDir Path folder)
            throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (TestTarget shop = new TestTarget();
                HubProcess process = new HubProcess(
                        data, List.of("--lease", "1s", "--egress-allow", "127.0.0.1:" + shop.port()), Map.of())) {
            HubClient hub = process.start();
            List<String> hosts = List.of("127.0.0.1:" + shop.port());
            assertThat(hub.put("/secrets/shop", Map.of("value", CANARY, "hosts", hosts))
                            .status())
                    .isEqualTo(201);
            JsonNode warned = prepare(hub, shop);
            assertThat(warned.toString()).contains("unknown-secret", "there is no secret \\\"late\\\"");

            pay(hub);
            JsonNode dead = dead(hub);
            assertThat(dead.toString()).contains("A secret is not there: the hub has no secret \\\"late\\\"");
            assertThat(shop.hits()).singleElement().satisfies(hit -> {
                assertThat(hit.path()).isEqualTo("/first?key=" + CANARY);
                assertThat(hit.body()).isEqualTo("{\"key\":\"and " + CANARY + "\"}");
            });
            assertThat(hub.get("/secrets").body().at("/items/0/usedBy/0").asText())
                    .isEqualTo("pay");

            process.kill();
            process.start();
            hub = process.client();
            hub.put("/secrets/late", Map.of("value", Map.of("token", CANARY), "hosts", hosts));
            hub.post(
                    "/dead-letters/redrive",
                    Map.of("ids", List.of(dead.path("id").asText())));
            Until.holds("the second call", SOON, () -> shop.hits().size() == 2);
            assertThat(shop.hits().get(1).body()).isEqualTo("{\"token\":\"" + CANARY + "\"}");

            assertThat(shown(hub, dead.path("instance").asText()))
                    .allSatisfy((path, text) -> assertThat(text).doesNotContain(CANARY));
            assertThat(holding(data)).isEmpty();
            assertThat(Files.readString(process.log())).doesNotContain(CANARY);
        }
    }

    private static JsonNode prepare(HubClient hub, TestTarget shop) throws Exception {
        TestPack.into(hub, shop.url(), 50, 1);
        HubClient.Answer draft = hub.put(
                "/packs/pay/draft", Map.of("drl", RULES, "definitions", Map.of("pay", String.format(PAY, shop.url()))));
        assertThat(draft.status()).as("%s", draft.body()).isEqualTo(200);
        HubClient.Answer checked = hub.post(
                "/packs/pay/check", Map.of("drl", RULES, "definitions", Map.of("pay", String.format(PAY, shop.url()))));
        assertThat(hub.post("/packs/pay/activate", Map.of("note", "test")).status())
                .isEqualTo(200);
        return checked.body();
    }

    private static void pay(HubClient hub) throws InterruptedException {
        byte[] body = "{\"type\":\"pay\",\"id\":\"o-1\"}".getBytes(StandardCharsets.UTF_8);
        hub.put("/sources/shop", Map.of("kind", "webhook", "verify", "none"));
        assertThat(hub.deliver("/hooks/shop", body, Map.of()).status()).isEqualTo(202);
    }

    private static JsonNode dead(HubClient hub) throws Exception {
        return Until.value(
                        "the dead letter", SOON, () -> hub.get("/dead-letters").body(), page -> !page.path("items")
                                .isEmpty())
                .path("items")
                .path(0);
    }

    private static Map<String, String> shown(HubClient hub, String instance) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : List.of(
                "/secrets",
                "/instances",
                "/instances/" + instance,
                "/events",
                "/events/o-1?source=shop",
                "/events/o-1/story.html?source=shop",
                "/dead-letters",
                "/packs/pay",
                "/info")) {
            answers.put(path, hub.text("/api/v1" + path));
        }
        answers.put("metrics", hub.text("/metrics"));
        assertThat(answers.get("/instances/" + instance)).contains("\u2022\u2022\u2022\u2022", "/second");
        return answers;
    }

    /** The files of the hub and of its Redis that have the secret in them. */
    private static List<Path> holding(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).filter(SecretsIT::holds).toList();
        }
    }

    private static boolean holds(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException e) {
            return false;
        }
    }
}
