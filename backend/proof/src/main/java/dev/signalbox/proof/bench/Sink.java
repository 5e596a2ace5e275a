package dev.signalbox.proof.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The service that processes call: answers at once, and notes when each order came. */
final class Sink implements AutoCloseable {

    /** The path of the call that ends a process. */
    static final String ORDERS = "/orders";

    private final Vertx vertx;
    private final HttpServer server;
    private final String url;
    private final AtomicLong calls = new AtomicLong();
    private volatile long last;
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
        calls.set(0);
        journey = window;
    }

    /** Of this window, be they repeats or steps before the last one. */
    long calls() {
        return calls.get();
    }

    /** When the last one came. */
    long last() {
        return last;
    }

    private void take(HttpServerRequest request) {
        Future<Buffer> body = request.body();
        body.onSuccess(bytes -> {
            note(request.path(), bytes);
            request.response().putHeader("Content-Type", "application/json").end("{}");
        });
    }

    private void note(String path, Buffer body) {
        Journey window = journey;
        if (window == null || path.equals(BareClient.PATH)) {
            return;
        }
        long now = System.nanoTime();
        if (path.equals(ORDERS)) {
            window.called(Orders.read(body.toString(StandardCharsets.US_ASCII)), now);
        }
        last = now;
        calls.incrementAndGet();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
