package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.backtest.Job;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.testing.Until;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Back-tests, dry runs and the export of events over HTTP. */
@ExtendWith(VertxExtension.class)
final class BacktestApiTest {

    private static final String PATH = "/api/v1/packs/shop/backtests";

    private AdminFixture admin;

    @BeforeEach
    void start(Vertx vertx, @TempDir Path data) {
        admin = new AdminFixture(vertx, data, Optional.empty());
    }

    @AfterEach
    void stop() {
        admin.hub.backtests.close();
        admin.close();
    }

    private JsonNode finished() {
        Wire.Reply begun = admin.withToken("POST " + PATH, "{\"last\": 10}");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String id = begun.json().path("id").asText();
        return Until.value(
                "the end",
                Duration.ofSeconds(20),
                () -> admin.withToken("GET " + PATH + '/' + id).json(),
                job -> job.path("state").asText().equals("finished"));
    }

    @Test
    void a_back_test_is_begun_watched_and_read_page_by_page() {
        JsonNode job = finished();
        String one = PATH + '/' + job.path("id").asText();
        JsonNode changes = admin.withToken("GET " + one + "/changes?kind=changed&rule=shop/ship")
                .json();

        assertThat(job.at("/result/starts").toString()).isEqualTo("{\"new\":0,\"lost\":0,\"same\":0,\"changed\":1}");
        assertThat(job.at("/result/rules/0/rule").asText()).isEqualTo("shop/ship");
        assertThat(job.path("revision").asInt()).isEqualTo(4);
        assertThat(changes.path("total").asInt()).isEqualTo(1);
        assertThat(changes.path("next").isNull()).isTrue();
        assertThat(changes.at("/items/0/id").asText()).isEqualTo("e-1");
        assertThat(changes.at("/items/0/after/starts/0/verdict").asText()).isEqualTo("changed");
        assertThat(admin.withToken("GET " + one + "/changes?kind=lost").json().path("items"))
                .isEmpty();
        assertThat(admin.withToken("GET " + PATH).json().path("items")).hasSize(1);
        assertThat(admin.withToken("GET /api/v1/packs/other/backtests").json().path("items"))
                .isEmpty();
        assertThat(admin.withToken("DELETE " + one).status()).isEqualTo(204);
    }

    @Test
    void a_changed_event_is_explained_by_the_rules_of_either_side() {
        String one = PATH + '/' + finished().path("id").asText();
        admin.hub.asked.clear();

        JsonNode before = admin.withToken("GET " + one + "/explanation?event=e-1&source=shop&side=before")
                .json();
        JsonNode after = admin.withToken("GET " + one + "/explanation?event=e-1&source=shop")
                .json();

        assertThat(before.path("id").asText()).isEqualTo("e-1");
        assertThat(before.path("decidedBy").isNull()).isTrue();
        assertThat(after.at("/rules/0/rule").asText()).isEqualTo("shop/big");
        Job job = admin.hub.backtests.jobs().of("shop").get(0);
        assertThat(admin.hub.asked).extracting(Explanations.Asked::rules).containsExactly(job.before(), job.after());
        assertThat(admin.hub.asked)
                .extracting(asked -> asked.decision().matched())
                .containsExactly(List.of("shop/ship"), List.of("shop/ship"));
        assertProblem(admin.withToken("GET " + one + "/explanation?event=e-1"), 400, "bad_request");
        assertProblem(
                admin.withToken("GET " + one + "/explanation?event=e-1&source=shop&side=both"), 400, "bad_request");
        assertProblem(admin.withToken("GET " + one + "/explanation?event=e-9&source=shop"), 404, "not_found");
        assertProblem(admin.withToken("GET " + PATH + "/none/explanation?event=e-1&source=shop"), 404, "not_found");
    }

    @Test
    void an_activation_tells_what_it_would_rebuild() {
        assertProblem(admin.withToken("GET /api/v1/packs/shop/draft/rebuild"), 409, "no_draft");

        admin.hub.rebuild = new Rebuilds.Estimate(3_600_000, 12_000, null);
        JsonNode told = admin.withToken("GET /api/v1/packs/shop/draft/rebuild").json();

        assertThat(told.toString()).isEqualTo("{\"window\":3600000,\"entries\":12000,\"millis\":null}");
    }

    @Test
    void what_cannot_be_begun_says_what_to_do() {
        assertProblem(admin.withToken("POST /api/v1/packs/none/backtests", "{}"), 409, "no_draft");
        Wire.Reply empty = admin.withToken("POST " + PATH, "{\"from\": 1, \"to\": 2}");
        assertProblem(empty, 422, "nothing_in_range");
        assertThat(empty.json().path("detail").asText()).contains("history begins at 1970-01-01T00:00:01Z");
        for (String body : new String[] {
            "{\"last\": 0}",
            "{\"last\": 1, \"from\": 2}",
            "{\"from\": 3, \"to\": 3}",
            "{\"last\": \"many\"}",
            "{\"text\": 1}"
        }) {
            assertProblem(admin.withToken("POST " + PATH, body), 400, "bad_request");
        }
        assertProblem(admin.withToken("GET " + PATH + "/nothing"), 404, "not_found");
        assertProblem(admin.withToken("GET " + PATH + "/nothing/changes"), 404, "not_found");
    }

    @Test
    void a_dry_run_shows_what_came_of_the_events() {
        JsonNode run = admin.withToken("POST /api/v1/packs/shop/dry-run", "{\"events\": [{\"recorded\": \"e-1\"}]}")
                .json();

        assertThat(run.at("/results/0/matched/0").asText()).isEqualTo("shop/ship");
        assertThat(run.at("/results/0/intentions/0/kind").asText()).isEqualTo("start");
        assertThat(run.at("/results/0/fault").isNull()).isTrue();
        assertThat(run.path("facts")).isEmpty();
        for (String body :
                new String[] {"{}", "{\"events\": []}", "{\"events\": [1]}", "{\"events\": [{}], \"advance\": \"x\"}"
                }) {
            assertProblem(admin.withToken("POST /api/v1/packs/shop/dry-run", body), 400, "bad_request");
        }
    }

    @Test
    void events_are_exported_a_line_each() {
        Wire.Reply reply = admin.withToken("GET /api/v1/events.jsonl?last=5");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"id\":\"e-1\"", "\"key\":\"e-1\"", "\"data\":" + FixedHub.DATA);
        assertProblem(admin.withToken("GET /api/v1/events.jsonl?last=0"), 400, "bad_request");
        admin.hub.fault = new RedisLink.Away("it is gone");
        assertProblem(admin.withToken("GET /api/v1/events.jsonl"), 503, "redis_away");
    }

    private static void assertProblem(Wire.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
        assertThat(reply.json().path("nextStep").asText()).isNotEmpty();
    }
}
