package dev.signalbox.flow.sink;

import com.rabbitmq.client.Connection;
import dev.signalbox.flow.connection.RabbitAccess;
import dev.signalbox.flow.connection.RabbitCauses;
import dev.signalbox.flow.sink.Outlet.Rabbit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends to RabbitMQ over one connection, from a thread of its own. A message has arrived when the broker has confirmed it;
 * one that leads to no queue comes back and is an error. A connection that breaks fails what it had under way, and the next
 * message makes a new one.
 */
final class RabbitSink implements Writer {

    private final Sink sink;
    private final Rabbit rabbit;
    private final Supplier<@Nullable String> password;
    private final Lane lane;
    private @Nullable RabbitChannel open;

    RabbitSink(Sink sink, Rabbit rabbit, Supplier<@Nullable String> password) {
        this.sink = sink;
        this.rabbit = rabbit;
        this.password = password;
        this.lane = new Lane("rabbitmq-to-" + sink.name());
    }

    @Override
    public Future<Sent> write(Message message) {
        if (message.to() == null) {
            String hint = rabbit.exchange().isEmpty() ? "the queue" : "the routing key";
            return Future.succeededFuture(
                    Sent.configuration(message, "The message has no routing key", "say `to`: " + hint));
        }
        return lane.run(message, done -> send(message, done));
    }

    private void send(Message message, Promise<Sent> done) {
        try {
            channel().publish(message, done);
        } catch (IOException | TimeoutException | GeneralSecurityException | RuntimeException e) {
            disconnect();
            done.tryComplete(failed(message, e));
        }
    }

    private static Sent failed(Message message, Throwable fault) {
        return Sent.communication(
                503, message, "RabbitMQ cannot be reached", RabbitCauses.text(fault) + "; is the broker there?");
    }

    private RabbitChannel channel() throws IOException, TimeoutException, GeneralSecurityException {
        if (open != null && !open.isUsable()) {
            disconnect();
        }
        if (open == null) {
            Connection connection = RabbitAccess.connect(
                    rabbit.broker(), rabbit.vhost(), password.get(), "signalbox-to-" + sink.name(), lane.thread());
            open = new RabbitChannel(connection, rabbit.exchange());
        }
        return open;
    }

    private void disconnect() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public Future<Void> close() {
        return lane.close(() -> {
            if (open != null) {
                open.drain();
            }
            disconnect();
        });
    }
}
