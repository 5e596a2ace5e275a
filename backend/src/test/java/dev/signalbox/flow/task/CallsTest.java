package dev.signalbox.flow.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.EgressRules;
import dev.signalbox.egress.Resolver;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.breaker.Passage;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.State;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallsTest {

    private static final String BIG = "{\"n\":123456789012345678901234567890,\"d\":0.12345678901234567890123}";

    private final BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Buffer> bodies = new LinkedBlockingQueue<>();
    private final BlockingQueue<Moment> moments = new LinkedBlockingQueue<>();
    private final ArmedFailpoints failpoints = new ArmedFailpoints();
    private Vertx vertx;
    private int port;
    private int status = 200;
    private String type = "application/json; charset=utf-8";
    private String answer = BIG;

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx();
        port = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    asked.add(request);
                    bodies.add(body);
                    request.response()
                            .setStatusCode(status)
                            .putHeader("Content-Type", type)
                            .end(answer);
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void every_attempt_carries_one_key_a_child_span_and_the_numbers_of_its_body() throws Exception {
        make(call(1, "content", false));
        make(call(2, "content", false));

        HttpServerRequest first = asked.remove();
        HttpServerRequest second = asked.remove();
        assertThat(first.getHeader("Idempotency-Key")).isEqualTo("3-x/do/0/notify/1");
        assertThat(second.getHeader("Idempotency-Key")).isEqualTo("3-x/do/0/notify/1");
        assertThat(first.getHeader("User-Agent")).isEqualTo("signalbox");
        assertThat(first.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(first.getHeader("X-Own")).isEqualTo("yes");
        assertThat(first.getHeader("signalbox-depth"))
                .as("one more than that of its event")
                .isEqualTo("1");
        assertThat(first.getHeader("traceparent"))
                .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01")
                .isNotEqualTo(Instances.PARENT)
                .isNotEqualTo(second.getHeader("traceparent"));
        assertThat(bodies.remove()).hasToString(BIG);
    }

    @Test
    void an_answer_in_json_is_a_tree_that_keeps_its_numbers() throws Exception {
        assertThat(output("content").toString()).isEqualTo(BIG);
    }

    @Test
    void an_answer_that_is_no_json_is_its_text() throws Exception {
        answer = "ok";
        assertThat(output("content").asText()).isEqualTo("ok");

        type = "text/plain";
        answer = "[1]";
        assertThat(output("content").isTextual()).isTrue();
    }

    @Test
    void the_raw_answer_is_base64_and_the_whole_response_hides_credentials() throws Exception {
        assertThat(Base64.getDecoder().decode(output("raw").asText())).isEqualTo(BIG.getBytes(StandardCharsets.UTF_8));

        JsonNode response = output("response");
        assertThat(response.at("/statusCode").intValue()).isEqualTo(200);
        assertThat(response.at("/content/n").bigIntegerValue()).hasToString("123456789012345678901234567890");
        assertThat(response.at("/request/uri").asText()).endsWith("/hook");
        assertThat(response.at("/request/headers/X-Own").asText()).isEqualTo("yes");
        assertThat(response.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({"199, false", "204, true", "302, false", "400, false", "404, false", "500, false", "503, false"})
    void a_status_outside_the_two_hundreds_is_an_error_of_communication(int answered, boolean good) throws Exception {
        status = answered == 199 ? 600 : answered;

        Command command = make(call(1, "content", false)).command();

        if (good) {
            assertThat(command).isInstanceOf(Command.Succeeded.class);
        } else {
            assertThat(fault(command).type()).endsWith("/errors/communication");
            assertThat(fault(command).status()).isEqualTo(status);
        }
    }

    @Test
    void a_redirect_that_is_wanted_is_good() throws Exception {
        status = 302;

        assertThat(make(call(1, "content", true)).command()).isInstanceOf(Command.Succeeded.class);
    }

    @Test
    void a_refused_target_is_a_fault_of_the_configuration_and_a_closed_port_one_of_communication() throws Exception {
        Fault denied =
                fault(make(to("http://10.0.0.1/hook", 1, "content", false)).command());
        Fault closed =
                fault(make(to("http://127.0.0.1:1/hook", 1, "content", false)).command());

        assertThat(denied.type()).endsWith("/errors/configuration");
        assertThat(denied.detail()).contains("--egress-allow 10.0.0.1:80");
        assertThat(closed.type()).endsWith("/errors/communication");
        assertThat(closed.status()).isEqualTo(503);
    }

    @Test
    void an_answer_that_is_lost_on_the_way_to_its_record_may_be_tried_again_as_any_that_did_not_come()
            throws Exception {
        failpoints.loseAt("outbox.afterCallBeforeRecord");

        Fault lost = fault(make(call(1, "content", false)).command());

        assertThat(lost.type()).endsWith("/errors/communication");
        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.detail()).contains("the answer is lost");
    }

    @Test
    void an_attempt_is_told_and_passes_its_failpoints() throws Exception {
        status = 500;

        make(call(3, "content", false));

        Moment.Attempt told = (Moment.Attempt) moments.remove();
        assertThat(told.task()).isEqualTo("notify");
        assertThat(told.attempt()).isEqualTo(3);
        assertThat(told.outcome()).isEqualTo("failed");
        assertThat(told.cause()).isEqualTo("The target answered 500");
        assertThat(told.sinceReceived()).isEqualTo(900);
        assertThat(failpoints.passes("outbox.beforeCall")).isEqualTo(1);
        assertThat(failpoints.passes("outbox.afterCallBeforeRecord")).isEqualTo(1);
    }

    private JsonNode output(String form) throws Exception {
        return ((Command.Succeeded) make(call(1, form, false)).command()).output();
    }

    private static Fault fault(Command command) {
        return ((Command.Failed) command).fault();
    }

    private Effect.Call call(int attempt, String output, boolean redirect) {
        return to("http://127.0.0.1:" + port + "/hook", attempt, output, redirect);
    }

    private static Effect.Call to(String uri, int attempt, String output, boolean redirect) {
        JsonNode body = Payload.of(BIG.getBytes(StandardCharsets.UTF_8)).json();
        Map<String, String> headers = Map.of("X-Own", "yes", "Authorization", "canary", "idempotency-key", "forged");
        return new Effect.Call(
                "/do/0/notify", 1, attempt, "3-x/do/0/notify/1", "POST", uri, headers, body, output, redirect, null);
    }

    private Outcome make(Effect.Call call) throws Exception {
        EgressClient egress =
                new EgressClient(vertx, new EgressRules(List.of("127.0.0.1"), Set.of()), Resolver.ofTheMachine(vertx));
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_000));
        Calls calls = new Calls(
                new Calls.Outlets(egress, name -> null, message -> Future.failedFuture("no sinks"), Passage.FREE),
                new Trace(List.of(moments::add)),
                failpoints,
                clock);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        var unusedPending = calls.make(
                new Attempt(Instances.instance("3-x", State.RUNNING, 100), call, true), waits -> {}, outcome::complete);

        return outcome.get(20, TimeUnit.SECONDS);
    }
}
