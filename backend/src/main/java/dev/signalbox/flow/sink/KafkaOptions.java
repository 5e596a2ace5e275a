package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.KafkaAccess;
import dev.signalbox.flow.sink.Outlet.Kafka;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a sink says of Kafka, in the words of its client.
 *
 * @param password asked for each time a producer is made
 */
record KafkaOptions(Sink sink, Kafka kafka, Supplier<@Nullable String> password) {

    /** How long an answer may take before the broker counts as away. */
    private static final int ANSWER_MILLIS = 4_000;

    /** Until then the client repeats by itself, in order and without doubling; after it, the task does. */
    private static final int DELIVERY_MILLIS = 10_000;

    /** What comes within this time goes together. */
    private static final int LINGER_MILLIS = 2;

    /** Not connected yet; fails with a {@link org.apache.kafka.common.KafkaException} when something said is of no use. */
    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "signalbox-" + sink.name());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        KafkaAccess.put(all, kafka.broker(), kafka.mechanism(), password.get());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
