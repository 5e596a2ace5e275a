package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.Causes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends to Kafka by one producer, from a thread of its own: the client may hold its caller while it looks for a topic. What
 * waited behind a message whose topic could not be found shares its fate, so that none waits longer than one look.
 */
final class KafkaSink implements Writer {

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final KafkaOptions options;
    private final Lane lane;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaSink(KafkaOptions options) {
        this.options = options;
        this.lane = new Lane("kafka-to-" + options.sink().name());
    }

    @Override
    public Future<Sent> write(Message message) {
        if (message.to() == null) {
            return Future.succeededFuture(
                    Sent.configuration(message, "The message has no topic", "say `to`: the topic to send to"));
        }
        return lane.run(message, done -> send(message, done));
    }

    private void send(Message message, Promise<Sent> done) {
        try {
            ProducerRecord<byte[], byte[]> sent = record(message);
            KafkaProducer<byte[], byte[]> used = producer();
            var unusedFuture =
                    used.send(sent, (where, fault) -> done.tryComplete(outcome(message, where, fault, used)));
        } catch (RuntimeException e) {
            done.tryComplete(failed(message, e));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Message message) {
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(message.to(), key, message.bytes());
        made.headers().add("content-type", Message.JSON.getBytes(StandardCharsets.UTF_8));
        message.beside("ce_")
                .forEach((name, value) -> made.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return made;
    }

    /** On the thread of the client, or on our own when it did not come as far. */
    private Sent outcome(
            Message message,
            @Nullable RecordMetadata where,
            @Nullable Exception fault,
            KafkaProducer<byte[], byte[]> used) {
        if (fault == null && where != null) {
            Sent.Arrived arrived = Sent.at(message);
            arrived.where().put("partition", where.partition()).put("offset", where.offset());
            return arrived;
        }
        if (!(fault instanceof RetriableException || fault instanceof RecordTooLargeException)) {
            lane.later(() -> end(used));
        }
        return failed(message, fault);
    }

    private static Sent failed(Message message, @Nullable Exception fault) {
        String said = fault == null ? "no answer" : Causes.text(fault);
        if (fault instanceof AuthenticationException) {
            return Sent.communication(
                    401, message, "Kafka does not know the user", said + "; look at user and password");
        } else if (fault instanceof AuthorizationException) {
            return Sent.communication(403, message, "Kafka does not let the user write", said);
        } else if (fault instanceof InvalidTopicException || isUnknown(fault)) {
            return Sent.communication(
                    404, message, "Kafka has no such topic", said + " Make the topic, or correct `to`.");
        } else if (fault instanceof RecordTooLargeException) {
            return Sent.communication(413, message, "The message is too large for Kafka", said);
        } else if (fault instanceof RetriableException) {
            return Sent.communication(503, message, "Kafka did not take the message", said + " Is the broker there?");
        }
        return Sent.communication(502, message, "Kafka cannot be used", said);
    }

    /** The client looks for a topic for a while; then it has the reason behind its own. */
    private static boolean isUnknown(@Nullable Exception fault) {
        return fault instanceof UnknownTopicOrPartitionException
                || (fault != null && fault.getCause() instanceof UnknownTopicOrPartitionException);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = options.producer();
        }
        return producer;
    }

    /** After a fault that it does not get over by itself: the next message has a new one, with a password read anew. */
    private void end(KafkaProducer<byte[], byte[]> used) {
        if (producer == used) {
            producer = null;
            used.close(GOODBYE);
        }
    }

    @Override
    public Future<Void> close() {
        return lane.close(() -> {
            if (producer != null) {
                end(producer);
            }
        });
    }
}
