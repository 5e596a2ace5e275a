package dev.signalbox.proof.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The limit of any hub on Vert.x that calls: makes the calls of processes out of memory, keeps nothing, and waits for nothing
 * but the answers. It is asked to by HTTP, {@code /?millis=5000}, and answers how many came back.
 */
@Command(name = "bare-client", hidden = true, description = "Calls as fast as it can; for bench.")
public final class BareClient implements Callable<Integer> {

    static final String READY = "bare client ready at ";

    /* As many connections as a hub has to one target. */
    static final int CONNECTIONS = 64;

    static final String PATH = "/bare";

    @Parameters(index = "0", paramLabel = "URL")
    @SuppressWarnings("NullAway.Init")
    private URI sink;

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Integer call() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            long millis = Long.parseLong(request.getParam("millis"));
            calls(client, millis)
                    .onSuccess(answer -> request.response().end(answer.toBuffer()))
                    .onFailure(fault -> request.response().setStatusCode(500).end(String.valueOf(fault.getMessage())));
        });
        int port = server.listen(0, "127.0.0.1").await().actualPort();
        System.out.println(READY + "http://127.0.0.1:" + port);
        new CountDownLatch(1).await();
        return 0;
    }

    private Future<JsonObject> calls(HttpClient client, long millis) {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        AtomicLong made = new AtomicLong();
        List<Future<Void>> lines = new ArrayList<>();
        for (int line = 0; line < CONNECTIONS; line++) {
            Promise<Void> done = Promise.promise();
            next(client, end, made, done);
            lines.add(done.future());
        }
        return Future.all(lines)
                .map(done -> new JsonObject().put("calls", made.get()).put("nanos", System.nanoTime() - start));
    }

    private void next(HttpClient client, long end, AtomicLong made, Promise<Void> done) {
        if (System.nanoTime() > end) {
            done.complete();
            return;
        }
        one(client).onFailure(done::fail).onSuccess(answer -> {
            made.incrementAndGet();
            next(client, end, made, done);
        });
    }

    /** With the headers of the hub's, and a body of the same length. */
    private Future<Buffer> one(HttpClient client) {
        int call = number.incrementAndGet();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(sink.getHost())
                .setPort(sink.getPort())
                .setURI(PATH);
        return client.request(options).compose(request -> send(request, call)).compose(HttpClientResponse::body);
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, int call) {
        return request.putHeader("User-Agent", "signalbox")
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", "0-%024d/do/0/post/0".formatted(call))
                .putHeader("Signalbox-Depth", "1")
                .putHeader("traceparent", "00-%032d-%016d-01".formatted(call, call))
                .send("{\"order\":\"b%010d\"}".formatted(call));
    }
}
