package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.egress.Answer.Answered;
import dev.signalbox.egress.Answer.Denied;
import dev.signalbox.egress.Answer.Failed;
import dev.signalbox.egress.Answer.Kind;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EgressClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private Vertx vertx;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void an_answer_comes_back_whole_with_the_headers_that_were_sent() throws Exception {
        int port = serve(request -> request.body().onSuccess(body -> request.response()
                .setStatusCode(404)
                .putHeader("X-Saw", request.method() + " " + request.uri() + " " + request.getHeader("host"))
                .end(body)));

        Answer answer = call("http://127.0.0.1:" + port + "/a%0d%0ab?c=%20", Map.of("X-A", "b"), "hello", LONG);

        Answered answered = (Answered) answer;
        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.body()).hasToString("hello");
        assertThat(answered.headers()).containsEntry("x-saw", "POST /a%0d%0ab?c=%20 127.0.0.1:" + port);
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
        int port = serve(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "/inner")
                .end());

        Answer answer = call("http://127.0.0.1:" + port + "/outer", LONG);

        assertThat(((Answered) answer).status()).isEqualTo(302);
        assertThat(asked).containsExactly("/outer");
    }

    @Test
    void an_answer_without_end_is_cut_by_its_size() throws Exception {
        int port = serve(request -> flood(request.response().setChunked(true)));

        Answer answer = call("http://127.0.0.1:" + port + "/", LONG);

        assertThat(((Failed) answer).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void an_answer_that_drips_is_cut_by_the_time_of_the_whole_call() throws Exception {
        int port = serve(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            vertx.setPeriodic(20, tick -> response.write("."));
        });

        Answer answer = call("http://127.0.0.1:" + port + "/", SHORT);

        assertThat(answer).isEqualTo(new Failed(Kind.TIMEOUT, "No whole answer within 300 ms."));
    }

    @Test
    void a_target_that_never_answers_is_cut_by_the_time() throws Exception {
        int port = serve(request -> request.pause());

        Answer answer = call("http://127.0.0.1:" + port + "/", SHORT);

        assertThat(((Failed) answer).kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void endless_interim_answers_are_cut_by_the_time() throws Exception {
        int port = serve(
                request -> vertx.setPeriodic(20, tick -> request.response().writeContinue()));

        Answer answer = call("http://127.0.0.1:" + port + "/", SHORT);

        assertThat(((Failed) answer).kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void a_closed_port_and_an_unknown_host_are_faults_of_the_connection() throws Exception {
        int port = serve(request -> request.connection().close());
        EgressClient lost = new EgressClient(
                vertx,
                new EgressRules(List.of(), Set.of()),
                host -> Future.failedFuture(new UnknownHostException(host)));

        assertThat(((Failed) call("http://127.0.0.1:" + port + "/", LONG)).kind())
                .isEqualTo(Kind.CONNECTION);
        assertThat(((Failed) await(lost.call(outgoing("http://lost.example/", LONG)))).kind())
                .isEqualTo(Kind.CONNECTION);
    }

    @Test
    void a_name_that_turns_inward_between_check_and_connection_reaches_nobody() throws Exception {
        int port = serve(request -> request.response().end());
        Queue<String> addresses = new ArrayDeque<>(List.of("192.0.2.1", "127.0.0.1"));
        EgressClient client = new EgressClient(
                vertx,
                new EgressRules(List.of("192.0.2.0/24"), Set.of()),
                host -> Future.succeededFuture(List.of(address(addresses.remove()))));

        Answer first = await(client.call(outgoing("http://rebinding.example:" + port + "/", SHORT)));
        Answer second = await(client.call(outgoing("http://rebinding.example:" + port + "/", SHORT)));

        assertThat(first).isInstanceOf(Failed.class);
        assertThat(second).isInstanceOf(Denied.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_name_is_resolved_once_and_sent_as_the_host() throws Exception {
        int port = serve(request -> request.response().end(request.getHeader("host")));
        AtomicInteger resolved = new AtomicInteger();
        EgressClient client = new EgressClient(vertx, new EgressRules(List.of("hook.example"), Set.of()), host -> {
            resolved.incrementAndGet();
            return Future.succeededFuture(List.of(address("127.0.0.2"), address("127.0.0.1")));
        });

        Answer answer = await(client.call(outgoing("http://hook.example:" + port + "/", LONG)));

        assertThat(((Answered) answer).body()).hasToString("hook.example:" + port);
        assertThat(resolved).hasValue(1);
    }

    @Test
    void the_refusal_prints_the_option_that_would_allow_the_target() throws Exception {
        EgressClient client =
                new EgressClient(vertx, new EgressRules(List.of(), Set.of()), Resolver.ofTheMachine(vertx));

        Denied denied = (Denied) await(client.call(outgoing("http://127.0.0.1:9000/", LONG)));

        assertThat(denied.code()).isEqualTo("egress_denied");
        assertThat(denied.sentence()).endsWith("--egress-allow 127.0.0.1:9000");
    }

    @Test
    void a_slow_target_gets_at_most_sixty_four_calls_at_once_and_holds_up_no_other() throws Exception {
        List<HttpServerRequest> held = Collections.synchronizedList(new ArrayList<>());
        int slow = serve(request -> held.add(request));
        int quick = serve(request -> request.response().end());
        EgressClient client = client();

        List<Future<Answer>> calls = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            calls.add(client.call(outgoing("http://127.0.0.1:" + slow + "/slow", LONG)));
        }
        await(client.call(outgoing("http://127.0.0.1:" + quick + "/quick", LONG)));

        while (calls.stream().anyMatch(call -> !call.isComplete())) {
            assertThat(held).hasSizeLessThanOrEqualTo(64);
            for (HttpServerRequest request : List.copyOf(held)) {
                held.remove(request);
                await(request.response().end());
            }
        }
        assertThat(calls).allMatch(call -> call.result() instanceof Answered);
    }

    private void flood(HttpServerResponse response) {
        // A turn of the event loop per block: whoever loops here never hears that the connection is gone.
        response.write(Buffer.buffer(new byte[64 * 1024]))
                .onSuccess(written -> vertx.runOnContext(turn -> flood(response)));
    }

    private int serve(Handler<HttpServerRequest> answer) throws Exception {
        return await(vertx.createHttpServer()
                        .requestHandler(request -> {
                            asked.add(request.path());
                            answer.handle(request);
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private EgressClient client() {
        return new EgressClient(vertx, new EgressRules(List.of("127.0.0.0/8"), Set.of()), Resolver.ofTheMachine(vertx));
    }

    private Answer call(String uri, Duration timeout) throws Exception {
        return call(uri, Map.of(), "", timeout);
    }

    private Answer call(String uri, Map<String, String> headers, String body, Duration timeout) throws Exception {
        return await(client().call(new Outgoing("POST", uri, headers, Buffer.buffer(body), timeout)));
    }

    private static Outgoing outgoing(String uri, Duration timeout) {
        return new Outgoing("GET", uri, Map.of(), Buffer.buffer(), timeout);
    }

    private static InetAddress address(String literal) {
        return Cidr.of(literal).first();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
