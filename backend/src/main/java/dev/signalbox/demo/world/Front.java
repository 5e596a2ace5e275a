package dev.signalbox.demo.world;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The door of all services: counts who comes, fails now and then, and gives the answer that an Idempotency-Key got before
 * again. A call is counted before anything can go wrong with it.
 */
final class Front implements Handler<HttpServerRequest> {

    /** Where the scoreboard is. */
    static final String SCOREBOARD = "/scoreboard";

    private static final int SLOW_MILLIS = 1_500;
    private static final int MOST_KEYS = 50_000;

    private final Vertx vertx;
    private final Services services;
    private final Ledger ledger;
    private final Chance chance;
    private final Failures failures;
    private final Supplier<String> scoreboard;
    private final Set<String> stopped = new TreeSet<>();
    private final Map<String, Services.Answer> answered = new Remembered<>();
    private final Map<String, Integer> tries = new Remembered<>();

    private static final class Remembered<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST_KEYS;
        }
    }

    Front(
            Vertx vertx,
            Services services,
            Ledger ledger,
            Chance chance,
            Failures failures,
            Supplier<String> scoreboard) {
        this.vertx = vertx;
        this.services = services;
        this.ledger = ledger;
        this.chance = chance;
        this.failures = failures;
        this.scoreboard = scoreboard;
    }

    /** Services that do not answer at the moment; to be changed by whoever stops and starts them. */
    Set<String> stopped() {
        return stopped;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.path().equals(SCOREBOARD)) {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(scoreboard.get())
                    .onFailure(gone -> close(request));
            return;
        }
        request.body().onSuccess(body -> take(request, body)).onFailure(gone -> close(request));
    }

    private void take(HttpServerRequest request, Buffer body) {
        String key = request.getHeader("Idempotency-Key");
        Services.Call call = call(request, body);
        String effect = Services.effect(call);
        if (effect != null && key != null) {
            int slash = key.indexOf('/');
            ledger.came(effect, slash < 0 ? key : key.substring(0, slash));
        }
        if (stopped.contains(call.service())) {
            close(request);
            return;
        }
        String asked = key == null ? request.method() + " " + request.path() + ' ' + body : key;
        meet(request, call, asked + '@' + call.method() + call.path());
    }

    private static Services.Call call(HttpServerRequest request, Buffer body) {
        String path = request.path().substring(1);
        int slash = path.indexOf('/');
        return new Services.Call(
                slash < 0 ? path : path.substring(0, slash),
                request.method(),
                slash < 0 ? "" : path.substring(slash),
                json(body));
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }

    /** The same try of the same call always meets the same trouble. */
    private void meet(HttpServerRequest request, Services.Call call, String key) {
        double draw = chance.draw(
                key.substring(key.indexOf('/') + 1) + call.order() + '#' + tries.merge(key, 1, Integer::sum));
        switch (failures.meets(draw)) {
            case BUSY -> send(request, Services.Answer.refused(503, call.service() + " is busy"));
            case SLOW -> vertx.setTimer(SLOW_MILLIS, timer -> send(request, once(call, key)));
            case ANSWER_LOST -> {
                Services.Answer unusedAnswer = once(call, key);
                close(request);
            }
            case NONE -> send(request, once(call, key));
        }
    }

    private Services.Answer once(Services.Call call, String key) {
        Services.Answer before = answered.get(key);
        if (before != null) {
            return before;
        }
        Services.Answer answer = services.answer(call);
        answered.put(key, answer);
        return answer;
    }

    private static void send(HttpServerRequest request, Services.Answer answer) {
        if (request.response().closed()) {
            return;
        }
        request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .end(answer.body().encode())
                .onFailure(gone -> close(request));
    }

    private static void close(HttpServerRequest request) {
        request.connection().close();
    }
}
