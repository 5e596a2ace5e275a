package dev.signalbox.proof.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** The limit of any server on Vert.x: reads each body, keeps nothing, answers 202. On one event loop, as the hub's. */
@Command(name = "bare", hidden = true, description = "Answers 202 to everything; for bench.")
public final class BareServer implements Callable<Integer> {

    static final String READY = "bare ready at ";

    @Override
    public Integer call() throws InterruptedException {
        HttpServer server = Vertx.vertx().createHttpServer().requestHandler(request -> request.body()
                .onSuccess(body -> request.response().setStatusCode(202).end()));
        int port = server.listen(0, "127.0.0.1").await().actualPort();
        System.out.println(READY + "http://127.0.0.1:" + port);
        new CountDownLatch(1).await();
        return 0;
    }
}
