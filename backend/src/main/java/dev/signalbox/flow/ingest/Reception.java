package dev.signalbox.flow.ingest;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.connection.Fields;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Takes a request from its head to its answer: each check is as early as it can be, and nothing is read twice. */
final class Reception {

    private static final Answer LATE =
            Problems.of(408, "timeout", "The body did not come in time.").closing();

    private final Vertx vertx;
    private final Sources sources;
    private final Outcomes outcomes;
    private final Deliverer deliverer;
    private final Connections connections;
    private final Room room;
    private final Door door;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Failpoints failpoints;

    Reception(
            Vertx vertx,
            Sources sources,
            Outcomes outcomes,
            Connections connections,
            Bounds bounds,
            Tools tools,
            Door door) {
        this.vertx = vertx;
        this.sources = sources;
        this.outcomes = outcomes;
        this.connections = connections;
        this.door = door;
        this.room = new Room(bounds.deliveries(), bounds.bytes());
        this.clock = tools.clock();
        this.random = tools.random();
        this.failpoints = tools.failpoints();
        this.deliverer = new Deliverer(new Bus(vertx.eventBus()), outcomes, clock, random);
    }

    void receive(HttpServerRequest request) {
        connections.began(request.connection());
        room.enter();
        TraceParent trace = TraceParent.of(request.getHeader("traceparent"), random);
        Exchange exchange = new Exchange(request, vertx, trace, clock.millis(), this::finished);
        request.exceptionHandler(cause -> refuse(
                exchange,
                Problems.of(400, "malformed_request", "The body ended early or was framed wrongly.")
                        .closing()));
        request.response().exceptionHandler(gone -> {});
        Answer refused = head(exchange);
        if (refused != null) {
            refuse(exchange, refused);
        }
    }

    /** What the HTTP parser could not read. */
    void refuseUnreadable(HttpServerRequest request, Answer answer) {
        connections.began(request.connection());
        room.enter();
        TraceParent trace = TraceParent.of(null, random);
        refuse(new Exchange(request, vertx, trace, clock.millis(), this::finished), answer.closing());
    }

    private void finished(Exchange exchange) {
        room.leave(exchange.size());
        connections.ended(exchange.request().connection());
    }

    /** The answer when the head alone says no; null when the body is being read. */
    private @Nullable Answer head(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        if (request.getHeader("Upgrade") != null || request.getHeader("HTTP2-Settings") != null) {
            return Problems.of(426, "upgrade_refused", "This listener speaks HTTP/1.1 and nothing else.")
                    .with(Map.of("Upgrade", "HTTP/1.1"))
                    .closing();
        }
        String coding = request.getHeader("Transfer-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            return Problems.of(400, "malformed_request", "Of all transfer codings only chunked is known.")
                    .closing();
        }
        Route route = Route.of(request.path());
        if (route instanceof Route.Trick) {
            return Problems.of(400, "path_invalid", "Paths here need no escapes, dots, parameters or backslashes.");
        }
        LiveSource live = route instanceof Route.To to ? sources.find(to.source()) : null;
        if (live == null || live.source().kind() != Source.Kind.WEBHOOK) {
            return Problems.UNKNOWN_SOURCE.because("unknown_source", "path " + Fields.cut(request.path()));
        }
        exchange.source(live.source());
        return forSource(exchange, live, ((Route.To) route).cloudEvents());
    }

    private @Nullable Answer forSource(Exchange exchange, LiveSource live, boolean cloudEvents) {
        HttpServerRequest request = exchange.request();
        if (cloudEvents && request.method().equals(HttpMethod.OPTIONS)) {
            return said(exchange, Handshake.answer(request.getHeader(Handshake.ORIGIN), live.source()));
        }
        Answer greeted = request.method().equals(HttpMethod.GET) && !cloudEvents
                ? live.greeting().asked(request.query())
                : null;
        if (greeted != null) {
            return said(exchange, greeted);
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return Problems.of(405, "method_not_allowed", "Deliveries are sent with POST.")
                    .with(Map.of("Allow", cloudEvents ? "POST, OPTIONS" : "POST"));
        }
        if (live.source().paused()) {
            return Problems.of(503, "paused", "The source is paused; send it again later.")
                    .retryAfter(30 + random.nextInt(30));
        }
        Shape shape = Shape.of(request, live.source(), cloudEvents);
        return shape.refusal() == null ? readable(exchange, live, shape) : shape.refusal();
    }

    private static @Nullable Answer said(Exchange exchange, Answer answer) {
        if (answer.isProblem()) {
            return answer;
        }
        exchange.answer(answer);
        return null;
    }

    private @Nullable Answer readable(Exchange exchange, LiveSource live, Shape shape) {
        HttpServerRequest request = exchange.request();
        long most = live.source().limits().body();
        String told = request.getHeader("Content-Length");
        long length = told == null ? 0 : Long.parseLong(told);
        if (length > most) {
            return Exchange.tooLarge(most);
        }
        Answer refused = crowded(live, length);
        if (refused != null) {
            return refused;
        }
        String expect = request.getHeader("Expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return Problems.of(417, "expectation_failed", "Only 100-continue is known.");
        }
        connections.reads(request.connection(), () -> refuse(exchange, LATE));
        exchange.read(most, room, () -> deliver(exchange, live, shape), answer -> refuse(exchange, answer));
        if (expect != null) {
            request.response().writeContinue().onFailure(gone -> request.connection()
                    .close());
        }
        return null;
    }

    /** The answer when the hub or the source has too much already. */
    private @Nullable Answer crowded(LiveSource live, long length) {
        if (live.bucket().isEmpty(clock.millis())) {
            return deliverer.tooMany(live);
        }
        if (room.isFull(length)) {
            return Problems.of(503, "overloaded", "Too much is under way; sending the same again is safe.")
                    .retryAfter(1 + random.nextInt(3));
        }
        Ack.Deferred deferred = door.refusal(live.source(), length);
        return deferred == null ? null : Answer.of(deferred);
    }

    private void deliver(Exchange exchange, LiveSource live, Shape shape) {
        connections.read(exchange.request().connection());
        deliverer
                .deliver(exchange, live, shape)
                .onComplete(answer -> finish(exchange, answer), cause -> finish(exchange, failed(cause)));
    }

    private void finish(Exchange exchange, Answer answer) {
        if (answer.isProblem()) {
            refuse(exchange, answer);
        } else if (failpoints.losesReply(Failpoint.INGEST_AFTER_ACK)) {
            exchange.cut();
        } else {
            Map<String, String> notice = door.notice();
            exchange.answer(
                    notice.isEmpty() ? answer : answer.with(notice), () -> failpoints.pass(Failpoint.INGEST_AFTER_ACK));
        }
    }

    private static Answer failed(Throwable cause) {
        return Problems.of(
                        503, "journal_unavailable", "The journal could not be asked; sending the same again is safe.")
                .because("journal_unavailable", String.valueOf(cause))
                .retryAfter(2);
    }

    private void refuse(Exchange exchange, Answer answer) {
        if (exchange.isAnswered()) {
            return;
        }
        Source source = exchange.source();
        String traceId = exchange.trace().traceId();
        if (source == null) {
            String path = String.valueOf(exchange.request().path());
            outcomes.refusedUnknown(path, answer.status(), answer.code(), answer.cause(), traceId);
        } else {
            outcomes.refused(source, answer.status(), answer.code(), answer.cause(), traceId);
        }
        exchange.answer(answer);
    }
}
