package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of rules and of the hub itself start what rules say, once, whatever is killed in between. */
class AlertsIT {

    private static final int ALERTS = 150;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RULES = """
            package rules.odd
            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub
            rule "alerts"
            when $e : Event( type == "odd" )
            then hub.alert( "odd " + $e.getId() ); end
            rule "chat"
            when $e : Event( source == "signalbox", type == "signalbox.alert" )
            then hub.start( "tell" ).key( $e.str( "text" ) ).with( "order", $e.str( "text" ) ); end
            rule "silent"
            when $e : Event( source == "signalbox", type == "signalbox.source.silent" )
            then hub.start( "tell" ).with( "order", "silent " + $e.str( "source" ) ); end
            """;

    @Test
    void alerts_reach_the_chat_once_each_though_hub_and_redis_are_killed_and_a_silent_source_is_told(
            @TempDir Path folder) throws Exception {
        try (TestTarget chat = new TestTarget();
                HubProcess process = new HubProcess(
                        Files.createDirectory(folder.resolve("data")),
                        List.of("--lease", "1s", "--egress-allow", "127.0.0.1:" + chat.port()),
                        Map.of())) {
            HubClient hub = process.start();
            prepare(hub, chat);

            for (int n = 0; n < ALERTS; n++) {
                if (n == ALERTS - 30) {
                    process.kill();
                    process.killRedis();
                    process.start();
                }
                odd(process.client(), n);
            }
            Until.holds("every text in the chat", SOON, () -> texts(chat).size() == ALERTS);
            assertThat(keys(chat, "odd ")).hasSize(ALERTS);

            Until.holds("one process for each silence that is told", SOON, () -> {
                int told = events(process.client(), "signalbox.source.silent").size();
                return told > 0 && keys(chat, "silent shop").size() == told;
            });
            assertThat(events(process.client(), "signalbox.alert")).isNotEmpty().allSatisfy(event -> assertThat(
                            event.path("source").asText())
                    .isEqualTo("signalbox"));
        }
    }

    private static void prepare(HubClient hub, TestTarget chat) throws Exception {
        TestPack.into(hub, chat.url(), 50, 1);
        assertThat(hub.put("/packs/odd/draft", Map.of("drl", RULES, "definitions", Map.of()))
                        .status())
                .isEqualTo(200);
        assertThat(hub.post("/packs/odd/activate", Map.of("note", "test")).status())
                .isEqualTo(200);
        Map<String, Object> limits = Map.of("rate", 5000, "burst", 10000, "silence", 3);
        assertThat(hub.put("/sources/shop", Map.of("kind", "webhook", "verify", "none", "limits", limits))
                        .status())
                .isEqualTo(200);
    }

    private static void odd(HubClient hub, int n) throws InterruptedException {
        byte[] body = ("{\"type\":\"odd\",\"id\":\"" + n + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(hub.deliver("/hooks/shop", body, Map.of()).status()).isEqualTo(202);
    }

    private static Set<String> texts(TestTarget chat) {
        return of(chat, "odd ", AlertsIT::text);
    }

    /** Calls of one process have one key, so these are the processes. */
    private static Set<String> keys(TestTarget chat, String beginning) {
        return of(chat, beginning, TestTarget.Hit::idempotencyKey);
    }

    private static Set<String> of(TestTarget chat, String beginning, Function<TestTarget.Hit, String> what) {
        return chat.hits().stream()
                .filter(hit -> text(hit).startsWith(beginning))
                .map(what)
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> events(HubClient hub, String type) throws InterruptedException {
        List<JsonNode> found = new java.util.ArrayList<>();
        hub.get("/events?type=" + type + "&limit=100").body().path("items").forEach(found::add);
        return found;
    }

    private static String text(TestTarget.Hit hit) {
        try {
            return HubClient.JSON.readTree(hit.body()).path("order").asText();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
