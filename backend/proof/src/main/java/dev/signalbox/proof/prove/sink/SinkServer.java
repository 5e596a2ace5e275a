package dev.signalbox.proof.prove.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Takes calls to {@code /step/<definition>/<step>} on one event loop, and commands to {@code /prove/...}. */
final class SinkServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEP = "/step/";
    private static final String MOOD = "/prove/mood/";
    private static final long SLOW_MILLIS = 1_500;

    private final Vertx vertx = Vertx.vertx();
    private final InstantSource clock;
    private final HitLog log;
    private final Temper temper;
    private final HttpServer server;

    SinkServer(InstantSource clock, HitLog log, Temper temper, int port) {
        this.clock = clock;
        this.log = log;
        this.temper = temper;
        this.server = vertx.createHttpServer().requestHandler(this::take);
        var unusedServer = server.listen(port, "127.0.0.1").await();
    }

    int port() {
        return server.actualPort();
    }

    private void take(HttpServerRequest request) {
        Future<Buffer> body = request.body();
        body.onSuccess(bytes -> {
            if (request.path().startsWith(STEP)) {
                call(request, bytes);
            } else {
                command(request, bytes.toString(StandardCharsets.UTF_8));
            }
        });
    }

    private void command(HttpServerRequest request, String body) {
        if (request.path().startsWith(MOOD)) {
            temper.become(Mood.valueOf(request.path().substring(MOOD.length())));
        } else if (request.path().equals("/prove/heal")) {
            body.lines().forEach(temper::heal);
        } else {
            request.response().setStatusCode(404);
        }
        request.response().end();
    }

    private void call(HttpServerRequest request, Buffer body) {
        String id = String.valueOf(request.getHeader("Idempotency-Key"));
        String step = request.path().substring(STEP.length());
        int attempt = log.nextAttempt(id);
        Reply reply = log.taken(id) ? Reply.OK : temper.to(step, id, attempt);
        log.add(hit(id, step, body, attempt, reply));
        answer(request, reply);
    }

    private Hit hit(String id, String step, Buffer body, int attempt, Reply reply) {
        JsonNode json = json(body);
        return new Hit(
                clock.millis(),
                id,
                Hit.process(id),
                step,
                json.path("event").asText(),
                json.path("key").asText(),
                json.path("rulebook").asInt(),
                attempt,
                reply);
    }

    private static JsonNode json(Buffer body) {
        try {
            return JSON.readTree(body.getBytes());
        } catch (IOException e) {
            return JSON.nullNode();
        }
    }

    private void answer(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response();
        switch (reply) {
            case LOST -> drop(request);
            case CUT -> response.putHeader("Content-Length", "100").write("{").onComplete(sent -> drop(request));
            case SLOW -> vertx.setTimer(SLOW_MILLIS, timer -> end(response, reply));
            case OK, ERROR, REFUSED, BUSY -> end(response, reply);
        }
    }

    private static void drop(HttpServerRequest request) {
        request.connection().close().onComplete(closed -> {});
    }

    private static void end(HttpServerResponse response, Reply reply) {
        if (response.closed()) {
            return;
        }
        if (reply == Reply.BUSY) {
            response.putHeader("Retry-After", "1");
        }
        response.setStatusCode(reply.status())
                .putHeader("Content-Type", "application/json")
                .end("{}");
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
