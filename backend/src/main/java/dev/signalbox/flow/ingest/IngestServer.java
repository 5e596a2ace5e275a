package dev.signalbox.flow.ingest;

import dev.signalbox.config.Config;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The HTTP listener that takes deliveries and nothing else. Lives on the event loop that listens. */
final class IngestServer {

    private static final int LINE_BYTES = 4 * 1024;
    private static final int HEADER_BYTES = 8 * 1024;

    private final HttpServer server;
    private final Reception reception;
    private final Connections connections;

    IngestServer(Vertx vertx, Sources sources, Outcomes outcomes, Bounds bounds, Tools tools, Door door) {
        this.connections = new Connections(
                vertx,
                bounds,
                tools.clock(),
                () -> outcomes.refusedUnknown(
                        "",
                        408,
                        "timeout",
                        "the head of a request did not come in time",
                        TraceParent.of(null, tools.random()).traceId()));
        this.reception = new Reception(vertx, sources, outcomes, connections, bounds, tools, door);
        this.server = vertx.createHttpServer(options(bounds))
                .connectionHandler(connections::opened)
                .invalidRequestHandler(this::unreadable)
                .requestHandler(reception::receive);
    }

    /** The port that it listens on; another than wanted only when 0 was wanted. */
    Future<Integer> listen(Config.Listener where) {
        return server.listen(where.port(), where.host()).map(HttpServer::actualPort);
    }

    /** Lets requests under way end, then closes. */
    Future<Void> close(Duration drain) {
        return server.shutdown(drain);
    }

    int connections() {
        return connections.open();
    }

    private void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            reception.refuseUnreadable(
                    request, Problems.of(414, "line_too_long", "The request line has more than 4096 bytes."));
        } else if (cause instanceof TooLongHttpHeaderException) {
            reception.refuseUnreadable(
                    request, Problems.of(431, "headers_too_large", "The headers have more than 8192 bytes."));
        } else {
            reception.refuseUnreadable(
                    request, Problems.of(400, "malformed_request", "The request is not HTTP/1.1 as RFC 9112 has it."));
        }
    }

    private static HttpServerOptions options(Bounds bounds) {
        HttpServerOptions options = new HttpServerOptions();
        options.setHttp2ClearTextEnabled(false);
        options.setDecompressionSupported(false);
        options.setCompressionSupported(false);
        options.setHandle100ContinueAutomatically(false);
        options.setMaxInitialLineLength(LINE_BYTES);
        options.setMaxHeaderSize(HEADER_BYTES);
        options.setIdleTimeout((int) bounds.idle().plus(bounds.request()).toMillis());
        options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        options.setAcceptBacklog(1024);
        return options;
    }
}
