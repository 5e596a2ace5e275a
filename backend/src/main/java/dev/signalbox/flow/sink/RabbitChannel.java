package dev.signalbox.flow.sink;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.signalbox.flow.connection.RabbitCauses;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection to RabbitMQ, and the messages on it that the broker has not confirmed. What is published is on one thread. */
final class RabbitChannel {

    private static final int GOODBYE_MILLIS = 2_000;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Connection connection;
    private final Channel channel;
    private final String exchange;
    private final ConcurrentNavigableMap<Long, Pending> pending = new ConcurrentSkipListMap<>();

    private record Pending(Message message, Promise<Sent> done, long since) {}

    RabbitChannel(Connection connection, String exchange) throws IOException {
        this.connection = connection;
        this.exchange = exchange;
        this.channel = connection.createChannel();
        channel.addShutdownListener(this::broken);
        channel.addReturnListener(
                (code, text, from, to, properties, body) -> returned(properties.getMessageId(), text));
        channel.addConfirmListener(
                (tag, multiple) -> confirmed(tag, multiple, true), (tag, multiple) -> confirmed(tag, multiple, false));
        channel.confirmSelect();
    }

    /** Not when it is broken, nor when the broker leaves messages without an answer. */
    boolean isUsable() {
        Map.Entry<Long, Pending> oldest = pending.firstEntry();
        return channel.isOpen()
                && (oldest == null || System.nanoTime() - oldest.getValue().since() < MOST_NANOS);
    }

    void publish(Message message, Promise<Sent> done) throws IOException {
        Map<String, Object> headers = new LinkedHashMap<>(message.beside("cloudEvents:"));
        headers.put("key", message.key());
        BasicProperties properties = new BasicProperties.Builder()
                .messageId(message.id())
                .contentType(Message.JSON)
                .deliveryMode(2)
                .headers(headers)
                .build();
        pending.put(channel.getNextPublishSeqNo(), new Pending(message, done, System.nanoTime()));
        channel.basicPublish(exchange, message.to(), true, properties, message.bytes());
    }

    /** The broker returns a message before it confirms it. */
    private void returned(String id, String text) {
        for (Pending each : pending.values()) {
            if (each.message().id().equals(id)) {
                each.done()
                        .tryComplete(Sent.communication(
                                404,
                                each.message(),
                                "RabbitMQ has no queue for the message",
                                text + "; is there a queue, and a binding that leads to it?"));
            }
        }
    }

    private void confirmed(long tag, boolean multiple, boolean good) {
        Map<Long, Pending> settled = multiple ? pending.headMap(tag, true) : pending.subMap(tag, true, tag, true);
        settled.values()
                .forEach(
                        each -> each.done()
                                .tryComplete(
                                        good
                                                ? Sent.at(each.message())
                                                : Sent.communication(
                                                        503,
                                                        each.message(),
                                                        "RabbitMQ did not take the message",
                                                        "the broker could not keep it; look at its log, and whether the queue is full")));
        settled.clear();
    }

    private void broken(ShutdownSignalException cause) {
        String text = RabbitCauses.text(cause);
        boolean refused = cause.getReason() instanceof AMQP.Channel.Close;
        int status = cause.getReason() instanceof AMQP.Channel.Close close ? close.getReplyCode() : 503;
        pending.values().forEach(each -> each.done()
                .tryComplete(Sent.communication(
                        status,
                        each.message(),
                        refused ? "RabbitMQ refused the message" : "The connection to RabbitMQ broke",
                        text + "; whether the message arrived is not known")));
        pending.clear();
    }

    /** Lets the broker confirm what is under way, for a short time. */
    void drain() {
        try {
            boolean unusedAll = pending.isEmpty() || channel.waitForConfirms(GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | IllegalStateException | ShutdownSignalException late) {
            // What is not confirmed fails with the connection.
        }
    }

    void close() {
        connection.abort(GOODBYE_MILLIS);
    }
}
