package dev.signalbox.demo.world;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Delivers facts to the hub. One whose outcome is unknown, or put off, is delivered again under the same id. */
final class Courier {

    private static final int CONNECTIONS = 16;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int FIRST_PAUSE_MILLIS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 1_600;

    private final Vertx vertx;
    private final HttpClient client;
    private final RedisStreams streams;
    private final RandomGenerator random;
    private @Nullable String ingestUrl;

    /** What the hub made of a delivery. */
    enum Outcome {
        ACCEPTED,
        /** It will never take it. */
        REFUSED,
        /** It was not there, or had no room, or its answer was lost. */
        UNKNOWN
    }

    Courier(Vertx vertx, RedisStreams streams, RandomGenerator random) {
        this.vertx = vertx;
        this.streams = streams;
        this.random = random;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    void to(String url) {
        ingestUrl = url;
    }

    /** Ends when the hub has taken or refused it, however long that takes. */
    Future<Outcome> deliver(Fact fact) {
        return deliver(fact, 0);
    }

    private Future<Outcome> deliver(Fact fact, int failures) {
        return once(fact)
                .compose(outcome -> outcome == Outcome.UNKNOWN
                        ? pause(failures).compose(passed -> deliver(fact, failures + 1))
                        : Future.succeededFuture(outcome));
    }

    private Future<Void> pause(int failures) {
        int longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 5));
        Promise<Void> over = Promise.promise();
        vertx.setTimer(longest / 2 + random.nextInt(longest / 2) + 1L, timer -> over.complete());
        return over.future();
    }

    /** One delivery. */
    Future<Outcome> once(Fact fact) {
        Future<Outcome> outcome = fact.form() instanceof Fact.Hook hook
                ? post(hook)
                : streams.add((Fact.Entry) fact.form()).map(Outcome.ACCEPTED);
        return outcome.otherwise(Outcome.UNKNOWN);
    }

    private Future<Outcome> post(Fact.Hook hook) {
        if (ingestUrl == null) {
            return Future.failedFuture("the hub is not known yet");
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(ingestUrl + hook.path())
                .setTimeout(TIMEOUT_MILLIS);
        hook.headers().forEach(options::putHeader);
        return client.request(options).compose(request -> answer(request, hook));
    }

    private static Future<Outcome> answer(HttpClientRequest request, Fact.Hook hook) {
        return request.send(hook.body()).compose(response -> response.end().map(ended -> outcome(response)));
    }

    private static Outcome outcome(HttpClientResponse response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return Outcome.ACCEPTED;
        }
        return status >= 500 || status == 429 || status == 408 ? Outcome.UNKNOWN : Outcome.REFUSED;
    }
}
