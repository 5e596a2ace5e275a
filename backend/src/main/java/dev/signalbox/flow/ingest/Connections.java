package dev.signalbox.flow.ingest;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The open connections: at most so many, and none that holds its place without sending a request. Vert.x has an idle
 * timeout only, which every byte of a slow sender begins anew.
 */
final class Connections {

    private static final long NONE = -1;

    private final Vertx vertx;
    private final Bounds bounds;
    private final Map<HttpConnection, Long> timers = new HashMap<>();

    Connections(Vertx vertx, Bounds bounds) {
        this.vertx = vertx;
        this.bounds = bounds;
    }

    void opened(HttpConnection connection) {
        if (timers.size() >= bounds.connections()) {
            connection.close();
            return;
        }
        timers.put(connection, vertx.setTimer(bounds.request().toMillis(), timer -> tooSlow(connection)));
        connection.closeHandler(closed -> forget(connection));
    }

    /** The head of a request is complete. */
    void began(HttpConnection connection) {
        stop(connection);
    }

    /** A request is answered; the next one may take its time, but not for ever. */
    void ended(HttpConnection connection) {
        stop(connection);
        timers.computeIfPresent(
                connection, (known, none) -> vertx.setTimer(bounds.idle().toMillis(), timer -> connection.close()));
    }

    int open() {
        return timers.size();
    }

    private void stop(HttpConnection connection) {
        Long timer = timers.replace(connection, NONE);
        if (timer != null && timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }

    private void forget(HttpConnection connection) {
        stop(connection);
        timers.remove(connection);
    }

    /** There is no request to answer yet, so the 408 is written past Vert.x. */
    private static void tooSlow(HttpConnection connection) {
        if (!(connection instanceof VertxConnection line)) {
            connection.close();
            return;
        }
        byte[] body = Problems.of(408, "timeout", "The head of the request did not come in time.")
                .body()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        ChannelHandlerContext context = line.channelHandlerContext();
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
