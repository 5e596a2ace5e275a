package dev.signalbox.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the demo world for its scoreboard: at most a few at a time, not for long, and nothing large. */
public final class ProxiedScoreboard implements Scoreboard {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int CONNECTIONS = 2;
    private static final int WAITING = 32;
    private static final int MOST_BYTES = 64 * 1024;

    private final @Nullable URI address;
    private final HttpClient client;

    /** @param address null for a hub that is no demo's */
    public ProxiedScoreboard(Vertx vertx, @Nullable URI address) {
        this.address = address;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    @Override
    public Future<Optional<Buffer>> read() {
        if (address == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(address.toString())
                        .setTimeout(TIMEOUT_MILLIS))
                .compose(request -> request.send())
                .compose(ProxiedScoreboard::body)
                .map(Optional::of);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Buffer all = Buffer.buffer();
        response.handler(part -> {
            all.appendBuffer(part);
            if (all.length() > MOST_BYTES) {
                response.request().connection().close();
            }
        });
        return response.end().map(all);
    }
}
