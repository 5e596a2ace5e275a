package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.TestHub;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However an event comes in, what becomes of it is the same. */
class FourWaysIT {

    private static final String DATA = TestPack.paid("o-1", "shop-1", 500);
    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"o-1\",\"source\":\"/shop\","
            + "\"type\":\"order.paid\",\"subject\":\"shop-1\",\"data\":" + DATA + "}";
    private static final List<String> WAYS = List.of("shop", "structured", "binary", "queue", "bus");

    @Test
    void the_same_event_has_the_same_story_by_every_way(@TempDir Path folder) throws Exception {
        try (TestTarget service = new TestTarget();
                TestRedis foreign = TestRedis.start();
                TestHub hub = TestHub.start(folder.resolve("data"), service.port())) {
            TestPack.into(hub.client(), service.url(), 1, 1_000);
            source(hub.client(), "structured", Map.of("kind", "webhook"));
            source(hub.client(), "binary", Map.of("kind", "webhook"));
            source(hub.client(), "queue", Map.of("kind", "redis-stream", "stream", "orders", "url", foreign.url()));

            send(hub, foreign);

            Map<String, Object> stories = new LinkedHashMap<>();
            for (String way : WAYS) {
                stories.put(way, story(hub.client(), way));
            }
            assertThat(stories).allSatisfy((way, story) -> assertThat(story).isEqualTo(stories.get("shop")));
            assertThat(service.hits().stream().map(TestTarget.Hit::body).toList())
                    .hasSize(WAYS.size())
                    .containsOnly("{\"order\":\"o-1\"}");
            assertThat(service.keys()).doesNotHaveDuplicates();
        }
    }

    private static void source(HubClient hub, String name, Map<String, String> text) throws InterruptedException {
        HubClient.Answer answer = hub.put("/sources/" + name, text);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    private static void send(TestHub hub, TestRedis foreign) throws Exception {
        HubClient client = hub.client();
        accepted(client.deliver("/hooks/shop", bytes(DATA), Map.of()));
        accepted(client.deliver(
                "/events/structured", bytes(EVENT), Map.of("Content-Type", "application/cloudevents+json")));
        accepted(client.deliver(
                "/events/binary",
                bytes(DATA),
                Map.of(
                        "ce-specversion", "1.0",
                        "ce-id", "o-1",
                        "ce-source", "/sh%6Fp",
                        "ce-type", "order.paid",
                        "ce-subject", "shop-1")));
        assertThat(foreign.ask("XADD", "orders", "*", "data", DATA)).contains("-");
        JsonObject reply = hub.vertx()
                .eventBus()
                .<JsonObject>request("ingest", new JsonObject(EVENT))
                .await(10, TimeUnit.SECONDS)
                .body();
        assertThat(reply.getMap()).containsEntry("id", "o-1").containsEntry("duplicate", false);
    }

    private static void accepted(HubClient.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    /** The story without what must differ: the source, times, positions and ids made of the source. */
    private static Map<String, Object> story(HubClient hub, String source) throws InterruptedException {
        JsonNode story = Until.value(
                "the end of the instance of " + source,
                Duration.ofSeconds(20),
                () -> hub.get("/events/o-1?source=" + source).body(),
                found -> states(found).contains("finished"));
        Map<String, Object> same = new LinkedHashMap<>();
        for (String field :
                List.of("id", "type", "subject", "key", "partition", "state", "outcome", "rules", "data", "size")) {
            assertThat(story.has(field)).as(source + " " + field).isTrue();
            same.put(field, story.get(field));
        }
        same.put("decision", decision(story.path("decision")));
        same.put("instances", story.path("instances").size());
        same.put("timeline", timeline(hub, story.path("instances").path(0).asText()));
        return same;
    }

    private static String decision(JsonNode decision) {
        List<String> wanted = new ArrayList<>();
        decision.path("intentions")
                .forEach(one -> wanted.add(one.path("kind").asText()
                        + ' '
                        + one.path("rule").asText()
                        + ' '
                        + one.path("definition").asText()
                        + ' '
                        + one.path("key").asText()));
        return decision.path("matched") + " " + wanted + " " + decision.path("warnings");
    }

    private static List<String> timeline(HubClient hub, String instance) throws InterruptedException {
        List<String> words = new ArrayList<>();
        hub.get("/instances/" + instance)
                .body()
                .path("timeline")
                .forEach(line -> words.add(line.path("what").asText()
                        + ' '
                        + line.path("path").asText()
                        + ' '
                        + line.path("attempt").asInt()));
        assertThat(words).isNotEmpty();
        return words;
    }

    private static List<String> states(JsonNode story) {
        return story.path("trace").findValuesAsText("state");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
