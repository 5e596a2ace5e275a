package dev.signalbox.flow.ingest;

import dev.signalbox.event.Payload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its one answer. Whoever answers first wins; what comes after that is drained, then cut. */
final class Exchange {

    private static final long LINGER_MILLIS = 1000;
    private static final long SMALL = 64 * 1024;

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final TraceParent trace;
    private final long received;
    private final Consumer<Exchange> finished;
    private @Nullable Source source;
    private Buffer body = Buffer.buffer();
    private boolean answered;
    private boolean complete;

    Exchange(HttpServerRequest request, Vertx vertx, TraceParent trace, long received, Consumer<Exchange> finished) {
        this.request = request;
        this.vertx = vertx;
        this.trace = trace;
        this.received = received;
        this.finished = finished;
    }

    HttpServerRequest request() {
        return request;
    }

    TraceParent trace() {
        return trace;
    }

    long received() {
        return received;
    }

    boolean isAnswered() {
        return answered;
    }

    @Nullable
    Source source() {
        return source;
    }

    void source(Source found) {
        source = found;
    }

    long size() {
        return body.length();
    }

    /** Reads the body up to a limit, then calls once. */
    void read(long most, Room room, Runnable then, Consumer<Answer> otherwise) {
        request.handler(chunk -> {
            if (answered) {
                return;
            }
            if (body.length() + chunk.length() > most) {
                otherwise.accept(tooLarge(most));
            } else if (room.isFull(chunk.length())) {
                otherwise.accept(
                        Problems.of(503, "overloaded", "Too much is under way.").retryAfter(1));
            } else {
                room.take(chunk.length());
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            complete = true;
            if (!answered) {
                then.run();
            }
        });
    }

    Payload payload() {
        return Payload.of(body.getBytes());
    }

    static Answer tooLarge(long most) {
        return Problems.of(413, "body_too_large", "The body has more than " + most + " bytes.")
                .closing();
    }

    void answer(Answer answer) {
        answer(answer, () -> {});
    }

    /** @param written called when the answer has gone out */
    void answer(Answer answer, Runnable written) {
        if (answered) {
            return;
        }
        end();
        boolean closes = answer.closes() || !(complete || request.isEnded() || isRestSmall());
        HttpServerResponse response = request.response();
        if (!response.closed()) {
            write(response, answer, closes).onSuccess(out -> written.run()).onFailure(gone -> request.connection()
                    .close());
        }
        if (closes) {
            linger();
        } else if (!complete) {
            request.handler(chunk -> {});
        }
    }

    /** Ends the connection without an answer. */
    void cut() {
        if (!answered) {
            end();
            request.connection().close();
        }
    }

    private void end() {
        answered = true;
        finished.accept(this);
        body = Buffer.buffer();
    }

    /** Whether the rest of the body is cheaper to read than a new connection. */
    private boolean isRestSmall() {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") == null && (length == null || Long.parseLong(length) <= SMALL);
    }

    private Future<Void> write(HttpServerResponse response, Answer answer, boolean closes) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader("traceresponse", trace.text()).putHeader("Cache-Control", "no-store");
        if (closes) {
            response.putHeader("Connection", "close");
        }
        if (answer.text() != null) {
            return response.end(answer.text());
        }
        if (answer.body().isEmpty()) {
            return response.end();
        }
        response.putHeader("Content-Type", answer.isProblem() ? Problems.MEDIA_TYPE : "application/json");
        return response.end(text(answer));
    }

    private String text(Answer answer) {
        boolean telling = answer.isProblem() && answer.status() != 401 && answer.status() != 404;
        return telling
                ? answer.body().deepCopy().put("traceId", trace.traceId()).toString()
                : answer.body().toString();
    }

    /** A connection cut with bytes unread takes the answer with it; so what still comes is thrown away for a while. */
    private void linger() {
        if (complete || request.isEnded()) {
            request.connection().close();
            return;
        }
        request.handler(chunk -> {});
        request.endHandler(end -> request.connection().close());
        long cut = vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
        request.exceptionHandler(gone -> vertx.cancelTimer(cut));
    }
}
