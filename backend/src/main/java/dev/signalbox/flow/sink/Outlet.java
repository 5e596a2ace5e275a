package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.Broker;
import dev.signalbox.flow.connection.Mechanism;
import dev.signalbox.flow.connection.SqsQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a sink leads. */
sealed interface Outlet {

    /** What a sink can be. */
    enum Kind {
        KAFKA,
        RABBITMQ,
        SQS,
        REDIS_STREAM,
        HTTP
    }

    Kind kind();

    /** Where its secrets are sent; none when they only sign or verify. */
    default List<String> reach() {
        return List.of();
    }

    record Kafka(Broker broker, Mechanism mechanism) implements Outlet {
        @Override
        public Kind kind() {
            return Kind.KAFKA;
        }

        @Override
        public List<String> reach() {
            return broker.reach();
        }
    }

    /** @param exchange empty for the one that leads to the queue of the name */
    record Rabbit(Broker broker, String vhost, String exchange) implements Outlet {
        @Override
        public Kind kind() {
            return Kind.RABBITMQ;
        }

        @Override
        public List<String> reach() {
            return broker.reach();
        }
    }

    record Sqs(SqsQueue queue, Mode mode) implements Outlet {
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
     * @param url of a foreign Redis; null for the hub's own
     * @param length about how many entries a stream keeps; 0 for all
     */
    record RedisStream(@Nullable String url, int length) implements Outlet {
        @Override
        public Kind kind() {
            return Kind.REDIS_STREAM;
        }
    }

    record Http(String url, Mode mode) implements Outlet {
        @Override
        public Kind kind() {
            return Kind.HTTP;
        }
    }

    /** How a CloudEvent is written. */
    enum Mode {
        /** Its attributes stand beside the body, which is its data. */
        BINARY,
        /** All of it is the body. */
        STRUCTURED
    }
}
