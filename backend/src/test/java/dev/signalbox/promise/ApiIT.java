package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubClient.Answer;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events, instances, dead letters and the hub itself, as a stranger finds them who was only told the fixed points. */
class ApiIT {

    private static final Set<String> EVENT = Set.of(
            ("id source ceSource type subject time at partition position state outcome duplicates" + " rules instances")
                    .split(" "));
    private static final Set<String> INSTANCE =
            Set.of("id", "definition", "version", "state", "key", "startedBy", "startedAt", "finishedAt");

    private static TestTarget service;
    private static HubProcess process;
    private static HubClient hub;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = new TestTarget();
        process = new HubProcess(
                Files.createDirectory(folder.resolve("data")),
                List.of("--egress-allow", "127.0.0.1:" + service.port()),
                Map.of());
        hub = process.start();
        TestPack.into(hub, service.url(), 1, 100);
        for (int i = 1; i <= 5; i++) {
            assertThat(send(TestPack.paid("o-" + i, "shop-" + i % 2, 500)).status())
                    .isEqualTo(202);
        }
        assertThat(send(TestPack.paid("small", "shop-1", 5)).status()).isEqualTo(202);
        Until.holds(
                "all is done",
                Duration.ofSeconds(20),
                () -> items("/instances?state=finished").size() == 5);
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
        service.close();
    }

    private static Answer send(String order) throws InterruptedException {
        return hub.deliver("/hooks/shop", order.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void a_delivery_is_told_where_it_lies_and_its_duplicate_where_the_first_one_lies() throws Exception {
        String order = TestPack.paid("twice", "shop-9", 5);

        Answer first = send(order);
        Answer second = send(order);
        Answer other = send(TestPack.paid("twice", "shop-9", 6));

        assertThat(first.status()).isEqualTo(202);
        assertThat(fields(first.body())).isEqualTo(Set.of("id", "partition", "position", "duplicate"));
        assertThat(first.body().path("id").asText()).isEqualTo("twice");
        assertThat(first.body().path("duplicate").isBoolean()).isTrue();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("duplicate").asBoolean()).isTrue();
        assertThat(second.body().path("position")).isEqualTo(first.body().path("position"));
        assertThat(other.body().path("payloadMismatch").asBoolean()).isTrue();
        Until.holds(
                "the duplicates are counted",
                Duration.ofSeconds(5),
                () -> hub.get("/events/twice?source=shop")
                                .body()
                                .path("duplicates")
                                .asInt()
                        == 2);
    }

    @Test
    void an_event_tells_its_whole_story() throws Exception {
        JsonNode item = items("/events?source=shop&outcome=matched&limit=1").path(0);
        Answer answer = hub.get("/events/o-1?source=shop");
        JsonNode story = answer.body();

        assertThat(fields(item)).isEqualTo(EVENT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(fields(story)).containsAll(EVENT).contains("trace", "decision", "data");
        assertThat(story.path("rules").toString()).isEqualTo("[\"shop/tell\"]");
        assertThat(story.path("state").asText()).isEqualTo("decided");
        assertThat(story.path("outcome").asText()).isEqualTo("matched");
        assertThat(story.path("instances")).hasSize(1);
        assertThat(story.path("data").path("total").asInt()).isEqualTo(500);
        assertThat(story.path("trace").findValuesAsText("moment"))
                .startsWith("received", "verified", "journaled", "decided")
                .contains("instance", "step");
        assertThat(hub.get("/events/o-1").body().path("id").asText()).isEqualTo("o-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source=shop&subject=shop-0                 | o-4 o-2
            type=order.paid&subject=shop-1&rule=shop/tell | o-5 o-3 o-1
            outcome=unmatched&subject=shop-1           | small
            state=decided&subject=shop-0&limit=1       | o-4
            state=journaled&subject=shop-0             | ''
            source=nobody                              | ''
            rule=shop/none                             | ''
            """)
    void events_are_filtered(String query, String ids) throws Exception {
        assertThat(String.join(" ", texts(items("/events?" + query), "id"))).isEqualTo(ids);
    }

    @Test
    void pages_show_each_event_and_each_instance_once() throws Exception {
        for (String list : List.of("/events?subject=shop-1&limit=1", "/instances?definition=tell&limit=2")) {
            List<String> whole = texts(items(list.replaceAll("limit=\\d", "limit=500")), "id");
            List<String> paged = new ArrayList<>();
            JsonNode page = hub.get(list).body();
            paged.addAll(texts(page.path("items"), "id"));
            while (!page.path("next").isNull()) {
                page = hub.get(list + "&before="
                                + HubClient.encode(page.path("next").asText()))
                        .body();
                paged.addAll(texts(page.path("items"), "id"));
            }
            assertThat(paged).as(list).isEqualTo(whole);
            assertThat(new HashSet<>(paged)).hasSizeGreaterThan(2);
        }
    }

    @Test
    void an_explanation_shows_the_value_that_a_rule_did_not_like() throws Exception {
        JsonNode explained = hub.get("/events/small/explanation").body();

        JsonNode tell = null;
        for (JsonNode rule : explained.path("rules")) {
            tell = rule.path("rule").asText().equals("shop/tell") ? rule : tell;
        }
        assertThat(tell).isNotNull();
        assertThat(tell.path("verdict").asText()).isEqualTo("not_matched");
        assertThat(tell.toString()).contains("\"failed\":true").contains("num(\\\"total\\\")");
        assertThat(tell.findValuesAsText("value")).contains("5");
    }

    @Test
    void an_instance_tells_who_started_it_and_what_it_did() throws Exception {
        JsonNode item = items("/instances?definition=tell&event=o-2").path(0);
        JsonNode one = hub.get("/instances/" + item.path("id").asText()).body();

        assertThat(fields(item)).isEqualTo(INSTANCE);
        assertThat(item.path("startedBy").toString())
                .isEqualTo("{\"source\":\"shop\",\"event\":\"o-2\",\"rule\":\"shop/tell\"}");
        assertThat(item.path("state").asText()).isEqualTo("finished");
        assertThat(item.path("key").asText()).isEqualTo("shop-0");
        assertThat(item.path("finishedAt").asLong())
                .isGreaterThanOrEqualTo(item.path("startedAt").asLong());
        assertThat(fields(one)).containsAll(INSTANCE).contains("timeline", "context");
        assertThat(texts(one.path("timeline"), "what")).startsWith("started").endsWith("finished");
        assertThat(items("/instances?definition=tell&key=shop-0&state=finished&version="
                        + item.path("version").asInt()))
                .hasSize(2);
        assertThat(items("/instances?definition=tell&version=999")).isEmpty();
    }

    @Test
    void what_failed_is_put_back_to_work() throws Exception {
        service.answers(500);
        assertThat(send(TestPack.paid("down-1", "shop-7", 500)).status()).isEqualTo(202);
        assertThat(send(TestPack.paid("down-2", "shop-7", 500)).status()).isEqualTo(202);
        JsonNode dead = Until.value(
                "two dead letters", Duration.ofSeconds(20), () -> items("/dead-letters"), items -> items.size() == 2);
        service.answers(200);

        Answer one = hub.post(
                "/dead-letters/redrive",
                Map.of("ids", List.of(dead.path(0).path("id").asText())));
        ended(one);
        Until.holds(
                "one is left",
                Duration.ofSeconds(20),
                () -> items("/dead-letters").size() == 1);
        Answer rest = hub.post(
                "/dead-letters/redrive",
                Map.of("fingerprint", dead.path(1).path("fingerprint").asText()));
        ended(rest);

        Until.holds(
                "both finished",
                Duration.ofSeconds(20),
                () -> items("/instances?key=shop-7&state=finished").size() == 2);
        assertThat(items("/dead-letters")).isEmpty();
    }

    private static void ended(Answer started) throws InterruptedException {
        assertThat(started.status()).as(started.body().toString()).isEqualTo(200);
        assertThat(fields(started.body())).isEqualTo(Set.of("job", "count"));
        assertThat(started.body().path("count").asInt()).isEqualTo(1);
        String job = started.body().path("job").asText();
        Until.holds(
                "the end of " + job,
                Duration.ofSeconds(20),
                () -> hub.get("/jobs/" + job).body().path("state").asText().equals("done"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ids\":[]}", "{\"ids\":[\"0-none\"]}", "{\"fingerprint\":\"none\"}", "[]", "{"})
    void an_empty_redrive_is_refused(String body) throws Exception {
        Answer answer = hub.post("/dead-letters/redrive", body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(fields(answer.body())).contains("type", "title", "status", "code", "detail", "traceId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | /events/none
            404 | /events/none/explanation
            404 | /events/o-1?source=nobody
            404 | /instances/0-none
            404 | /instances/none
            404 | /instances/99-0123456789abcdefghjkmnpqrs
            404 | /jobs/none
            404 | /packs/none
            404 | /sources/none
            404 | /sources/none/refusals
            404 | /none
            400 | /events?limit=0
            400 | /events?limit=501
            400 | /events?limit=many
            400 | /events?before=yesterday
            400 | /events?state=lost
            400 | /events?outcome=good
            400 | /instances?before=yesterday
            400 | /instances?state=lost
            400 | /instances?version=one
            400 | /dead-letters?before=yesterday
            400 | /dead-letters?limit=-1
            400 | /stream?topics=weather
            """)
    void what_is_not_there_is_404_and_what_makes_no_sense_is_400_in_words(int status, String path) throws Exception {
        Answer answer = hub.get(path);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("detail").asText()).isNotBlank();
        assertThat(answer.body().path("nextStep").asText()).isNotBlank();
    }

    @Test
    void the_hub_tells_what_it_is() throws Exception {
        assertThat(fields(hub.get("/info").body())).contains("version", "hub", "partitions", "redis", "retention");
        assertThat(hub.text("/health/live")).contains("live");
        assertThat(hub.text("/health/ready")).contains("ready").contains("reasons");
        assertThat(hub.text("/metrics")).contains("signalbox_deliveries_total{source=\"shop\",outcome=\"accepted\",}");
        assertThat(new HubClient(hub.admin(), hub.ingest(), "wrong")
                        .get("/info")
                        .status())
                .isEqualTo(401);
    }

    private static JsonNode items(String path) throws InterruptedException {
        Answer answer = hub.get(path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body().path("items");
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    private static Set<String> fields(JsonNode json) {
        Set<String> fields = new TreeSet<>();
        json.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
