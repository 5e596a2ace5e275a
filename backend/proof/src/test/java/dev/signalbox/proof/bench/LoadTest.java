package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final int STALL_MILLIS = 800;

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> held = new ArrayList<>();
    private int seen;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** A server that stands still for most of a second must cost every delivery that was due meanwhile, not one per line. */
    @Test
    void what_was_due_while_the_server_stood_still_is_measured_from_when_it_was_due() throws Exception {
        Load load = new Load(server(this::standStillOnce), 2);

        Answers answers = load.open(200, 1, journey());

        assertThat(answers.good()).isEqualTo(200);
        assertThat(answers.failed()).isZero();
        assertThat(answers.times().p50()).isGreaterThan(STALL_MILLIS / 10.0);
        assertThat(answers.times().p99()).isGreaterThan(STALL_MILLIS / 2.0);
    }

    @Test
    void answers_are_counted_by_what_they_say() throws Exception {
        Load load = new Load(
                server(request -> request.response()
                        .setStatusCode(++seen % 4 == 0 ? 503 : seen % 4 == 1 ? 200 : 202)
                        .end("{\"position\":1}")),
                4);

        Answers answers = load.closed(0.2, journey());

        assertThat(answers.good() + answers.failed()).isEqualTo(seen);
        assertThat(answers.failed()).isEqualTo(seen / 4);
        assertThat(answers.duplicates()).isEqualTo((seen + 3) / 4);
    }

    @Test
    void a_counted_window_sends_so_many_and_no_more() throws Exception {
        Load load = new Load(
                server(request -> {
                    seen++;
                    request.response().setStatusCode(202).end();
                }),
                4);

        Answers answers = load.counted(37, 60, journey());

        assertThat(answers.good()).isEqualTo(37);
        assertThat(seen).isEqualTo(37);
        assertThat(load.position()).isEqualTo(37);
    }

    private void standStillOnce(HttpServerRequest request) {
        seen++;
        if (seen == 1) {
            vertx.setTimer(STALL_MILLIS, over -> {
                held.forEach(each -> each.response().setStatusCode(202).end());
                held.clear();
            });
        }
        if (seen <= 2) {
            held.add(request);
        } else {
            request.response().setStatusCode(202).end();
        }
    }

    private static Journey journey() {
        return new Journey(0, 10_000, false);
    }

    private InetSocketAddress server(io.vertx.core.Handler<HttpServerRequest> answer) {
        HttpServer server = vertx.createHttpServer().requestHandler(answer);
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                server.listen(0, "127.0.0.1").await().actualPort());
    }
}
