package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.KafkaAccess;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.ingest.Inlet.Kafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What a source says of Kafka, in the words of its client. */
final class KafkaSettings {

    /** How long the partitions of a hub that was killed have no reader. */
    private static final int SESSION_MILLIS = 10_000;

    /** How long an answer may take before the broker counts as away. */
    private static final int ANSWER_MILLIS = 4_000;

    private static final int MOST_RECORDS = 500;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Source source;
    private final Kafka kafka;
    private final Secrets secrets;

    KafkaSettings(Source source, Kafka kafka, Secrets secrets) {
        this.source = source;
        this.kafka = kafka;
        this.secrets = secrets;
    }

    Source source() {
        return source;
    }

    Kafka kafka() {
        return kafka;
    }

    /** Not connected yet; fails with a {@link org.apache.kafka.common.KafkaException} when something said is of no use. */
    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.group());
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, "signalbox-" + source.name());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4);
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
        KafkaAccess.put(all, kafka.broker(), kafka.mechanism(), password());
        return all;
    }

    private @Nullable String password() {
        return source.secrets().isEmpty()
                ? null
                : secrets.open(source.secrets().get(0), source.name()).text();
    }
}
