package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.Broker;
import dev.signalbox.flow.connection.Mechanism;
import dev.signalbox.flow.connection.SqsQueue;
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

    record Kafka(Broker broker, Mechanism mechanism) implements Outlet {
        @Override
        public Kind kind() {
            return Kind.KAFKA;
        }
    }

    /** @param exchange empty for the one that leads to the queue of the name */
    record Rabbit(Broker broker, String vhost, String exchange) implements Outlet {
        @Override
        public Kind kind() {
            return Kind.RABBITMQ;
        }
    }

    record Sqs(SqsQueue queue, Mode mode) implements Outlet {
        @Override
        public Kind kind() {
            return Kind.SQS;
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
