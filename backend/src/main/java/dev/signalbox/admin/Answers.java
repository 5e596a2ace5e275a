package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** How answers are written. */
final class Answers {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    /** Sends what comes as JSON, or lets the fault become a problem. */
    static void json(RoutingContext context, Future<?> value) {
        value.onComplete(done -> {
            if (done.succeeded()) {
                send(context, 200, "application/json", done.result());
            } else {
                context.fail(done.cause());
            }
        });
    }

    static void send(RoutingContext context, int status, String type, Object value) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        Buffer body;
        try {
            body = Buffer.buffer(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            context.fail(new IllegalStateException("an answer cannot be written as JSON", e));
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body)
                .onFailure(gone -> context.request().connection().close());
    }

    /** There is nothing to say. */
    static void empty(RoutingContext context) {
        context.response().setStatusCode(204).end().onFailure(gone -> context.request()
                .connection()
                .close());
    }

    static <T> T found(Optional<T> value, String what, String id) {
        return value.orElseThrow(() -> Problem.absent(what, id, "look at the list of what is there"));
    }
}
