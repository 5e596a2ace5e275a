package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.docker.DockerFiles;
import dev.signalbox.docker.DockerFiles.Query;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.Programs;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The containers' own commands and files, in plain processes: keys, Redis, hub, health check, Prometheus, every query. */
class StackIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ODD = """
            package rules.odd
            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub
            rule "alerts" when Event( type == "odd" ) then hub.alert( "odd" ); end
            rule "again" when $e : Event( type == "odd" ) Event( type == "odd", this before[1ms, 1h] $e ) then end
            rule "throws" when Event( type == "bad" ) then throw new IllegalStateException( "as told" ); end
            """;

    private static TestTarget service;
    private static Stack stack;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Programs.need("prometheus");
        Programs.need("redis-server");
        service = new TestTarget();
        stack = new Stack(folder, service.port());
        traffic(stack.hub());
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.close();
            service.close();
        }
    }

    /** Something of all that is measured. */
    private static void traffic(HubClient hub) throws Exception {
        TestPack.into(hub, service.url(), 1, 1);
        assertThat(hub.put("/packs/odd/draft", Map.of("drl", ODD, "definitions", Map.of()))
                        .status())
                .isEqualTo(200);
        assertThat(hub.post("/packs/odd/activate", Map.of("note", "test")).status())
                .isEqualTo(200);
        service.answers(400);
        send(hub, TestPack.paid("fails", "s", 500));
        Until.holds(
                "a dead letter",
                SOON,
                () -> !hub.get("/dead-letters").body().path("items").isEmpty());
        service.answers(200);
        for (int n = 0; n < 20; n++) {
            send(hub, TestPack.paid("o-" + n % 15, "s" + n, 500));
        }
        send(hub, "{\"type\":\"odd\",\"id\":\"1\"}");
        send(hub, "{\"type\":\"bad\",\"id\":\"2\"}");
        send(hub, "no json");
    }

    private static void send(HubClient hub, String body) throws Exception {
        var unusedAnswer = hub.deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void every_query_of_the_dashboard_and_of_the_alert_rules_finds_data() {
        List<Query> all = Stream.concat(
                        DockerFiles.dashboard().stream()
                                .map(query -> new Query(
                                        query.where(), query.expression().replace("$__rate_interval", "30s"))),
                        DockerFiles.alerts().stream().map(StackIT::withoutItsThreshold))
                .toList();

        assertThat(all).hasSizeGreaterThan(20);
        assertThat(all)
                .allSatisfy(query -> Until.holds(query.where() + ": data of " + query.expression(), SOON, () -> {
                    JsonNode answer = ask("/api/v1/query?query=" + HubClient.encode(query.expression()));
                    return !answer.at("/data/result").isEmpty();
                }));
    }

    /** A rule that finds nothing wrong finds nothing; without what it compares with, it must find what it looks at. */
    private static Query withoutItsThreshold(Query rule) {
        return new Query(rule.where(), rule.expression().replaceAll(" (==|>=|>|<) [0-9.]+", ""));
    }

    @Test
    void prometheus_has_the_rules_of_the_repository_and_sees_the_hub_by_its_token() throws Exception {
        JsonNode rules = Until.value(
                "rules that were evaluated",
                SOON,
                () -> ask("/api/v1/rules"),
                found -> found.at("/data/groups/0/rules").findValuesAsText("health").stream()
                        .allMatch("ok"::equals));
        JsonNode targets = ask("/api/v1/targets");

        assertThat(rules.at("/data/groups/0/rules")).hasSize(10);
        assertThat(targets.at("/data/activeTargets/0/health").asText()).isEqualTo("up");
        assertThat(get(stack.hub().admin() + "/metrics")).isEqualTo(401);
    }

    @Test
    void the_health_check_of_the_image_is_content_with_a_hub_that_lives_and_with_no_other() throws Exception {
        assertThat(stack.health(stack.adminPort())).isZero();
        assertThat(stack.health(Programs.freePort())).isNotZero();
    }

    @Test
    void the_command_of_the_image_writes_to_its_volume_alone() throws Exception {
        assertThat(stack.writtenBesideTheVolume()).isEmpty();
        assertThat(stack.hub().get("/info").body().path("durability").asText()).isEqualTo("always");
    }

    private static JsonNode ask(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.prometheus() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HubClient.JSON.readTree(
                HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static int get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
