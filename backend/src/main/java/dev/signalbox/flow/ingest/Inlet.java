package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Broker;
import dev.signalbox.flow.connection.Mechanism;
import dev.signalbox.flow.connection.SqsQueue;
import dev.signalbox.flow.ingest.Source.Kind;
import dev.signalbox.schedule.CatchUp;
import dev.signalbox.schedule.Rhythm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How what a source sends comes to the hub. */
public sealed interface Inlet {

    /** It is delivered to the listener. */
    record Listener() implements Inlet {
        @Override
        public Kind kind() {
            return Kind.WEBHOOK;
        }
    }

    /** @param url of a foreign Redis; null for the hub's own */
    record RedisStream(@Nullable String url, String stream, String group) implements Inlet {
        @Override
        public Kind kind() {
            return Kind.REDIS_STREAM;
        }
    }

    /** @param start where a group begins that has read nothing yet */
    record Kafka(Broker broker, Mechanism mechanism, List<String> topics, String group, Start start) implements Inlet {
        @Override
        public Kind kind() {
            return Kind.KAFKA;
        }

        @Override
        public List<String> reach() {
            return broker.reach();
        }
    }

    /**
     * @param declare whether the hub makes the queue, as a quorum queue, where it is not there
     * @param prefetch how many messages the hub holds that are not in the journal yet
     */
    record Rabbit(Broker broker, String vhost, String queue, boolean declare, int prefetch) implements Inlet {
        @Override
        public Kind kind() {
            return Kind.RABBITMQ;
        }

        @Override
        public List<String> reach() {
            return broker.reach();
        }
    }

    /**
     * @param receivers how many calls ask for messages at the same time, on each hub
     * @param visibility seconds after which others get what a hub took and lost
     * @param unwrap null for messages as they are
     */
    record Sqs(
            SqsQueue queue,
            int receivers,
            int visibility,
            @Nullable Unwrap unwrap) implements Inlet {
        @Override
        public Kind kind() {
            return Kind.SQS;
        }

        @Override
        public List<String> reach() {
            return queue.reach();
        }
    }

    /**
     * Nobody sends it: the hub makes an event at each time of a rhythm.
     *
     * @param type null for the one that is made of the source's name
     * @param data what every event says besides its time; null for nothing
     */
    record Schedule(
            Rhythm rhythm,
            CatchUp catchUp,
            @Nullable String type,
            @Nullable String subject,
            @Nullable ObjectNode data) implements Inlet {
        @Override
        public Kind kind() {
            return Kind.SCHEDULE;
        }
    }

    /** What is taken off a message before it is read. */
    enum Unwrap {
        SNS
    }

    /** An end of a topic. */
    enum Start {
        EARLIEST,
        LATEST
    }

    Kind kind();

    /** Where its secrets are sent; none when they only sign or verify. */
    default List<String> reach() {
        return List.of();
    }
}
