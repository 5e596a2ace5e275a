package dev.signalbox.flow.sink;

import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;

/** Appends to streams of a Redis: one entry for each message, whose field {@code data} is its body. */
final class RedisStreamSink implements Writer {

    private static final String OURS = "sb:";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Outlet.RedisStream stream;
    private final RedisLink redis;

    /** @param links to the Redis that the sink means */
    RedisStreamSink(Outlet.RedisStream stream, RedisLinks links) {
        this.stream = stream;
        this.redis = links.open(TIMEOUT);
    }

    @Override
    public Future<Sent> write(Message message) {
        String key = message.to();
        if (key == null) {
            return Future.succeededFuture(
                    Sent.configuration(message, "The message has no stream", "say `to`: the key of the stream"));
        }
        if (stream.url() == null && key.startsWith(OURS)) {
            return Future.succeededFuture(Sent.configuration(
                    message,
                    "The stream is the hub's own",
                    "keys that begin with " + OURS + " are the hub's own: send to another one"));
        }
        return redis.send(append(key, message))
                .<Sent>map(id -> {
                    Sent.Arrived arrived = Sent.at(message);
                    arrived.where().put("id", id.toString());
                    return arrived;
                })
                .otherwise(fault -> failed(message, fault));
    }

    private Request append(String key, Message message) {
        Request request = Request.cmd(Command.XADD).arg(key);
        if (stream.length() > 0) {
            request.arg("MAXLEN").arg("~").arg(stream.length());
        }
        request.arg("*");
        message.beside("ce_").forEach((name, value) -> request.arg(name).arg(value));
        return request.arg("key")
                .arg(message.key())
                .arg("content-type")
                .arg(Message.JSON)
                .arg("data")
                .arg(message.body().toString());
    }

    private static Sent failed(Message message, Throwable fault) {
        String said = String.valueOf(fault.getMessage());
        if (!(fault instanceof RedisLink.Refusal)) {
            return Sent.communication(503, message, "Redis cannot be reached", said + "; is it there?");
        }
        String hint = said.startsWith("OOM")
                ? "; its memory is full: give the sink a maxlen, or the Redis more memory"
                : said.startsWith("WRONGTYPE") ? "; the key holds no stream: send to another one" : "";
        return Sent.communication(502, message, "Redis refused the message", said + hint);
    }

    @Override
    public boolean mayIdle() {
        return true;
    }

    @Override
    public Future<Void> close() {
        return redis.close();
    }
}
