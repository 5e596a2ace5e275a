package dev.signalbox.proof.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The service that processes call: answers at once, and notes when each order came. */
final class Sink implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;
    private final String url;
    private volatile @Nullable Journey journey;

    Sink() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer().requestHandler(this::take);
        int port = server.listen(0, "127.0.0.1").map(HttpServer::actualPort).await();
        url = "http://127.0.0.1:" + port;
    }

    String url() {
        return url;
    }

    int port() {
        return server.actualPort();
    }

    /** From now on calls belong to this window. */
    void listen(Journey window) {
        journey = window;
    }

    private void take(HttpServerRequest request) {
        Future<Buffer> body = request.body();
        body.onSuccess(bytes -> {
            Journey window = journey;
            if (window != null) {
                window.called(Orders.read(bytes.toString(StandardCharsets.US_ASCII)), System.nanoTime());
            }
            request.response().putHeader("Content-Type", "application/json").end("{}");
        });
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
