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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The open connections: at most so many, and none that holds its place without sending a request. Vert.x has an idle
 * timeout only, which every byte of a slow sender begins anew.
 */
final class Connections {

    private final Vertx vertx;
    private final Bounds bounds;
    private final InstantSource clock;
    private final Runnable late;
    private final Map<HttpConnection, Line> lines = new HashMap<>();

    /** @param late told of each request whose head did not come in time */
    Connections(Vertx vertx, Bounds bounds, InstantSource clock, Runnable late) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.clock = clock;
        this.late = late;
    }

    /** One connection: what cuts it, and when its request began. */
    private final class Line {

        private final HttpConnection connection;
        private final HeadWatch watch;
        private final Alarm alarm = new Alarm(vertx);
        private long begun = clock.millis();

        Line(HttpConnection connection) {
            this.connection = connection;
            this.watch = new HeadWatch(this::begins);
            alarm.set(bounds.request().toMillis(), () -> tooSlow(connection));
            if (connection instanceof VertxConnection raw) {
                var unused = raw.channelHandlerContext().pipeline().addFirst(watch);
            }
        }

        private void begins() {
            if (connection instanceof VertxConnection raw) {
                raw.context().emit(connection, this::begins);
            }
        }

        private void begins(HttpConnection same) {
            begun = clock.millis();
            alarm.set(bounds.request().toMillis(), () -> tooSlow(same));
        }

        void rest() {
            watch.next();
            alarm.set(bounds.idle().toMillis(), () -> connection.close());
        }

        long left() {
            return Math.max(1, begun + bounds.request().toMillis() - clock.millis());
        }
    }

    void opened(HttpConnection connection) {
        if (lines.size() >= bounds.connections()) {
            connection.close();
            return;
        }
        lines.put(connection, new Line(connection));
        connection.closeHandler(closed -> forget(connection));
    }

    /** The head of a request is complete. */
    void began(HttpConnection connection) {
        Line line = lines.get(connection);
        if (line != null) {
            line.alarm.clear();
            line.watch.parsed();
        }
    }

    /** Its body is being read; told when that takes longer than a request may. */
    void reads(HttpConnection connection, Runnable tooLong) {
        Line line = lines.get(connection);
        if (line != null) {
            line.alarm.set(line.left(), tooLong);
        }
    }

    /** The body has come. */
    void read(HttpConnection connection) {
        Line line = lines.get(connection);
        if (line != null) {
            line.alarm.clear();
        }
    }

    /** A request is answered; the next one may take its time, but not for ever. */
    void ended(HttpConnection connection) {
        Line line = lines.get(connection);
        if (line != null) {
            line.rest();
        }
    }

    int open() {
        return lines.size();
    }

    private void forget(HttpConnection connection) {
        Line line = lines.remove(connection);
        if (line != null) {
            line.alarm.close();
        }
    }

    /** There is no request to answer yet, so the 408 is written past Vert.x. */
    private void tooSlow(HttpConnection connection) {
        late.run();
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
