package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class ApiTest {

    private AdminFixture admin;

    @BeforeEach
    void start(Vertx vertx, @TempDir Path data) {
        admin = new AdminFixture(vertx, data, Optional.empty());
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void the_story_of_an_event_is_told_in_the_order_of_time() {
        JsonNode story = admin.withToken("GET /api/v1/events/e-1?source=shop").json();

        List<String> moments = new ArrayList<>();
        story.path("trace").forEach(moment -> moments.add(moment.path("moment").asText()));
        assertThat(moments)
                .containsExactly("received", "verified", "journaled", "duplicate", "decided", "instance", "step");
        assertThat(story.path("decision").path("matched").path(0).asText()).isEqualTo("shop/ship");
        assertThat(story.path("decision")
                        .path("intentions")
                        .path(0)
                        .path("kind")
                        .asText())
                .isEqualTo("start");
        assertThat(story.path("duplicates").asInt()).isEqualTo(2);
        assertThat(story.path("subject").isNull()).isTrue();
    }

    @Test
    void the_data_of_an_event_goes_through_untouched() {
        Wire.Reply reply = admin.withToken("GET /api/v1/events/e-1");

        assertThat(reply.body()).contains("\"data\":" + FixedHub.DATA);
        assertThat(reply.json().path("dataText").asText()).isEqualTo(FixedHub.DATA);
        assertThat(reply.header("Content-Type")).hasValue("application/json");
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void data_is_downloaded_and_never_shown_as_a_page() {
        Wire.Reply reply = admin.withToken("GET /api/v1/events/e-1/data");

        assertThat(reply.body()).isEqualTo(FixedHub.DATA);
        assertThat(reply.header("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(reply.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox");
    }

    @Test
    void a_story_is_one_file_in_which_nothing_of_the_event_is_markup() {
        Wire.Reply reply = admin.withToken("GET /api/v1/events/e-1/story.html");

        assertThat(reply.header("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(reply.header("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(reply.body())
                .contains("&lt;img src=x onerror=alert(1)&gt;", "&lt;i&gt;e-0&lt;/i&gt;", "shop/ship")
                .contains("num(&quot;amount&quot;) &gt; 250", "prefers-color-scheme")
                .doesNotContain("<img", "<i>", "<script", "http://", "https://", "url(", "src=\"");
    }

    @Test
    void a_story_whose_explanation_fails_tells_nothing_of_what_the_fault_says() {
        admin.hub.fault = new IllegalStateException("For input string: 4111");
        String failed = admin.withToken("GET /api/v1/events/e-1/story.html").body();
        admin.hub.fault = Problem.of(503, "explain_busy", "too many wait", "try again");
        String busy = admin.withToken("GET /api/v1/events/e-1/story.html").body();

        assertThat(failed).contains("could not be made: IllegalStateException").doesNotContain("4111");
        assertThat(busy).contains("could not be made: too many wait");
    }

    @Test
    void an_explanation_shows_the_value_that_failed() {
        JsonNode json = admin.withToken("GET /api/v1/events/e-1/explanation").json();

        JsonNode constraint = json.path("rules")
                .path(0)
                .path("patterns")
                .path(0)
                .path("constraints")
                .path(0);
        assertThat(constraint.path("failed").asBoolean()).isTrue();
        assertThat(constraint.path("actual").path(0).path("value").asText()).isEqualTo("249.99");
        assertThat(json.path("decidedBy").asInt()).isEqualTo(3);
    }

    @Test
    void an_id_that_two_sources_use_asks_for_the_source() {
        Wire.Reply reply = admin.withToken("GET /api/v1/events/twice");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("nextStep").asText()).contains("?source=");
    }

    @Test
    void an_instance_shows_its_timeline() {
        JsonNode run = admin.withToken("GET /api/v1/instances/0-a").json();

        assertThat(run.path("startedBy").path("rule").asText()).isEqualTo("shop/ship");
        assertThat(run.path("timeline").path(0).path("what").asText()).isEqualTo("succeeded");
        assertThat(run.path("finishedAt").asLong()).isEqualTo(1_050);
        assertThat(admin.withToken("GET /api/v1/instances/0-b").status()).isEqualTo(404);
    }

    @Test
    void a_job_is_begun_and_told_with_what_came_of_it() {
        String wanted = "{\"ids\": [\"0-a\"], \"rate\": 10, \"stopAfter\": 3, \"version\": \"newest\", \"input\": {}}";

        JsonNode started =
                admin.withToken("POST /api/v1/dead-letters/redrive", wanted).json();
        assertThat(started.path("job").asText() + started.path("count")).isEqualTo(OneJob.ID + 1);
        JsonNode job = admin.withToken("GET /api/v1/jobs/" + OneJob.ID).json();
        assertThat(job.path("state").asText()).isEqualTo("running");
        assertThat(job.path("failed").asInt()).isEqualTo(1);
        assertThat(job.at("/why/0/reason").asText()).isEqualTo("no task at /do/0/a");
        assertThat(admin.withToken("GET /api/v1/jobs")
                        .json()
                        .at("/items/0/kind")
                        .asText())
                .isEqualTo("redrive");
        String cancel = "{\"definition\": \"ship\", \"reason\": \"closed\"}";
        assertThat(admin.withToken("POST /api/v1/instances/cancel", cancel).status())
                .isEqualTo(200);
    }

    @Test
    void the_versions_of_a_process_tell_how_many_live_on_each() {
        JsonNode all = admin.withToken("GET /api/v1/definitions/ship/versions").json();

        assertThat(all.at("/items/1/instances").asInt()).isEqualTo(1);
        assertThat(all.path("complete").asBoolean()).isTrue();
        assertThat(admin.withToken("GET /api/v1/definitions/ship/versions/1")
                        .json()
                        .path("text")
                        .asText())
                .isEqualTo("do: one");
    }

    @Test
    void faults_are_problems_with_a_code_a_cause_and_a_next_step() {
        assertProblem(admin.withToken("GET /api/v1/nothing"), 404, "not_found");
        assertProblem(admin.withToken("DELETE /api/v1/events"), 405, "method_not_allowed");
        assertProblem(admin.withToken("GET /api/v1/events?limit=0"), 400, "bad_request");
        assertProblem(admin.withToken("GET /api/v1/events?state=done"), 400, "bad_request");
        assertProblem(admin.withToken("POST /api/v1/dead-letters/redrive", "{}"), 400, "empty_selection");
        assertProblem(admin.withToken("POST /api/v1/dead-letters/discard", "{\"ids\": [\"0-a\"]}"), 400, "bad_request");
        assertProblem(
                admin.withToken("POST /api/v1/dead-letters/redrive", "{\"definition\": \"ship\", \"input\": 1}"),
                400,
                "bad_request");
        String hidden = "{\"ids\": [\"0-a\"], \"input\": {\"card\": \"[redacted]\"}}";
        assertProblem(admin.withToken("POST /api/v1/dead-letters/redrive", hidden), 400, "bad_request");
        assertProblem(
                admin.withToken("POST /api/v1/dead-letters/redrive", "{\"ids\": [\"0-a\"], \"rat\": 1}"),
                400,
                "bad_request");
        assertProblem(admin.withToken("POST /api/v1/instances/cancel", "{\"reason\": \"x\"}"), 400, "empty_selection");
        assertProblem(admin.withToken("GET /api/v1/jobs/none"), 404, "not_found");
        assertProblem(admin.withToken("GET /api/v1/dead-letters/none"), 404, "not_found");
        assertProblem(admin.withToken("GET /api/v1/definitions/none/versions"), 404, "not_found");
        assertProblem(admin.withToken("GET /api/v1/definitions/ship/versions/2"), 404, "not_found");
        String kept = "POST /api/v1/sources/shop/refused-messages/";
        assertProblem(admin.withToken(kept + "discard", "{}"), 400, "bad_request");
        assertProblem(admin.withToken(kept + "discard", "{\"ids\": []}"), 400, "bad_request");
        assertProblem(admin.withToken(kept + "retake", "{\"ids\": [\"1\"], \"all\": true}"), 400, "bad_request");
        assertProblem(admin.withToken(kept + "retake", "{\"all\": true}"), 404, "not_found");
        assertProblem(admin.withToken("PUT /api/v1/sources/shop", "{\"kind\": "), 400, "bad_request");
        assertProblem(admin.withToken("PUT /api/v1/sources/shop", "{}"), 422, "faulty_source");
        assertProblem(admin.withToken("PUT /api/v1/packs/x/draft", "{\"revision\": 3}"), 409, "stale_revision");
        assertProblem(admin.withToken("POST /api/v1/packs/broken/activate", "{\"note\": \"n\"}"), 422, "faulty_pack");
        assertProblem(admin.withToken("PUT /api/v1/sources/x", "x".repeat(1024 * 1024 + 1)), 413, "body_too_large");
    }

    @Test
    void an_inner_fault_shows_its_trace_id_and_nothing_else() {
        String trace = "0123456789abcdef0123456789abcdef";

        Wire.Reply reply =
                admin.withToken("GET /api/v1/sources/shop/refusals\ntraceparent: 00-" + trace + "-0123456789abcdef-01");

        assertProblem(reply, 500, "internal");
        assertThat(reply.json().path("traceId").asText()).isEqualTo(trace);
        assertThat(reply.body()).doesNotContain("secret inner text");
    }

    @Test
    void a_full_redis_is_no_fault_of_the_hub_and_the_answer_says_what_to_do() {
        Wire.Reply reply = admin.withToken("GET /api/v1/sources/full/refusals");

        assertProblem(reply, 503, "redis_full");
        assertThat(reply.json().path("nextStep").asText()).contains("maxmemory");
    }

    @Test
    void a_delivery_to_the_admin_port_is_told_where_to_go() {
        Wire.Reply reply = admin.wire.send("POST /hooks/shop\nContent-Type: application/json", "{}");

        assertProblem(reply, 404, "wrong_port");
        assertThat(reply.json().path("nextStep").asText()).contains("http://127.0.0.1:8081/hooks/shop");
    }

    @Test
    void the_hub_is_ready_when_nobody_has_a_reason_against_it() {
        assertThat(admin.wire.send("GET /health/ready").status()).isEqualTo(200);

        admin.hub.unready.add("Redis does not answer since 12 s");

        Wire.Reply reply = admin.wire.send("GET /health/ready");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().path("reasons").path(0).asText()).contains("Redis");
        assertThat(admin.wire.send("GET /health/live").status()).isEqualTo(200);
    }

    @Test
    void the_overview_tells_at_once_what_the_stream_tells_and_the_minutes_before() {
        admin.hub.tally.tick();
        JsonNode json = admin.withToken("GET /api/v1/overview").json();

        assertThat(json.path("stats").path("flows").path("seconds").asInt()).isEqualTo(10);
        assertThat(json.path("stats").path("latency").path("p99").isNull()).isTrue();
        assertThat(json.path("history").path("at").size())
                .isPositive()
                .isEqualTo(json.path("history").path("p99").size());
        assertThat(json.path("concerns").path(0).path("href").asText()).isEqualTo("/dead-letters");
        assertThat(json.path("retention").asText()).startsWith("keeps");
    }

    @Test
    void a_range_of_events_is_in_milliseconds_and_nothing_else() {
        assertThat(admin.withToken("GET /api/v1/events?from=1&to=2&outcome=duplicate")
                        .status())
                .isEqualTo(200);
        assertProblem(admin.withToken("GET /api/v1/events?from=yesterday"), 400, "bad_request");
    }

    @Test
    void metrics_are_text_or_open_metrics_as_asked() {
        assertThat(admin.wire.send("GET /metrics").header("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
        assertThat(admin.wire
                        .send("GET /metrics\nAccept: application/openmetrics-text")
                        .body())
                .contains("# EOF");
    }

    private static void assertProblem(Wire.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
        assertThat(reply.json().path("detail").asText()).isNotEmpty();
        assertThat(reply.json().path("nextStep").asText()).isNotEmpty();
        assertThat(reply.json().path("traceId").asText()).hasSize(32);
    }
}
