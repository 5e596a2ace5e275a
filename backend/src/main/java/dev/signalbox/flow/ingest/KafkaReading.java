package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Inlet.Start;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * One connection to Kafka. A turn fetches, offers and commits, one after the other: so a partition is never taken away while
 * something of it is under way, and what is committed is in the journal. What was put off is fetched again, and nothing
 * behind it in its partition goes first; until then all partitions pause, while the hub stays a member of the group.
 */
final class KafkaReading implements AutoCloseable, ConsumerRebalanceListener {

    private static final int MOST_AT_ONCE = 128;
    private static final int BYTES_AT_ONCE = 1024 * 1024;
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final int LOOK_MILLIS = 1000;

    private final KafkaSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaMessages messages;
    private final Bus bus;
    private final Report report;
    private final Tools tools;
    private final Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>();
    private final Set<TopicPartition> putOff = new HashSet<>();
    private long restsUntil;
    private long looked;

    KafkaReading(KafkaSettings settings, Bus bus, Report report, Tools tools) {
        this.settings = settings;
        this.messages = new KafkaMessages(settings.source(), tools);
        this.bus = bus;
        this.report = report;
        this.tools = tools;
        this.consumer = settings.consumer();
        consumer.subscribe(settings.kafka().topics(), this);
    }

    void turn() {
        if (!putOff.isEmpty() && tools.clock().millis() >= restsUntil) {
            putOff.clear();
            consumer.resume(consumer.paused());
        }
        Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();
        fetch().forEach(read::add);
        while (!read.isEmpty()) {
            offer(next(read));
            read.removeIf(record -> putOff.contains(partition(record)));
        }
        if (!putOff.isEmpty()) {
            consumer.pause(consumer.assignment());
        }
        commit();
        look();
    }

    /** Nothing where a partition has no place to begin yet: it has one the next time. */
    private Iterable<ConsumerRecord<byte[], byte[]>> fetch() {
        try {
            return consumer.poll(WAIT);
        } catch (NoOffsetForPartitionException first) {
            begin(first.partitions());
        } catch (OffsetOutOfRangeException gone) {
            gone.offsetOutOfRangePartitions()
                    .forEach((partition, offset) -> report.error("from offset " + offset + " of " + partition
                            + " on, messages were deleted before they were read: retention of the topic is too short"));
            consumer.seekToBeginning(gone.offsetOutOfRangePartitions().keySet());
        }
        return List.of();
    }

    /** Committed at once: what comes between here and the first commit must not be skipped by a restart. */
    private void begin(Collection<TopicPartition> partitions) {
        if (settings.kafka().start() == Start.LATEST) {
            consumer.seekToEnd(partitions);
        } else {
            consumer.seekToBeginning(partitions);
        }
        partitions.forEach(each -> settled.put(each, new OffsetAndMetadata(consumer.position(each))));
        commit();
    }

    private static List<ConsumerRecord<byte[], byte[]>> next(Deque<ConsumerRecord<byte[], byte[]>> read) {
        List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
        int bytes = 0;
        while (!read.isEmpty() && some.size() < MOST_AT_ONCE && bytes < BYTES_AT_ONCE) {
            ConsumerRecord<byte[], byte[]> next = read.remove();
            bytes += Math.max(0, next.serializedValueSize());
            some.add(next);
        }
        return some;
    }

    private void offer(List<ConsumerRecord<byte[], byte[]>> some) {
        List<Fetched> fetched = some.stream().map(messages::fetched).toList();
        List<Ack> acks =
                bus.send(fetched.stream().map(Fetched::delivery).toList()).await();
        int rest = report.settled(fetched, acks);
        if (rest > 0) {
            restsUntil = tools.clock().millis() + rest;
        }
        for (int i = 0; i < acks.size(); i++) {
            settle(some.get(i), acks.get(i));
        }
    }

    private void settle(ConsumerRecord<byte[], byte[]> record, Ack ack) {
        TopicPartition partition = partition(record);
        if (putOff.contains(partition)) {
            return;
        }
        if (ack instanceof Ack.Deferred) {
            putOff.add(partition);
            consumer.seek(partition, record.offset());
        } else {
            settled.put(partition, new OffsetAndMetadata(record.offset() + 1));
        }
    }

    /** What cannot be committed now is with the next turn, or was taken by another hub and is a duplicate there. */
    private void commit() {
        if (settled.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(settled);
            settled.clear();
        } catch (RebalanceInProgressException goesOn) {
            // The next poll brings it to its end.
        } catch (CommitFailedException late) {
            settled.clear();
        }
    }

    /** Asks what is still to come: an answer shows as well that the broker is there, which a fetch does not. */
    private void look() {
        long now = tools.clock().millis();
        if (now - looked < LOOK_MILLIS) {
            return;
        }
        Set<TopicPartition> mine = consumer.assignment();
        if (mine.isEmpty()) {
            settings.kafka().topics().forEach(this::mustExist);
        }
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : consumer.endOffsets(mine).entrySet()) {
            lag += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        looked = tools.clock().millis();
        report.lag(mine.isEmpty() ? null : lag);
        report.well();
    }

    private void mustExist(String topic) {
        if (consumer.partitionsFor(topic).isEmpty()) {
            throw new TopicMissing(topic);
        }
    }

    private static final class TopicMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TopicMissing(String topic) {
            super("there is no topic " + topic);
        }
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!putOff.isEmpty()) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        settled.keySet().removeAll(partitions);
        putOff.removeAll(partitions);
    }

    /** Leaves the group, so that others need not wait for the end of the session. */
    @Override
    public void close() {
        boolean asked = Thread.interrupted();
        consumer.close(CloseOptions.timeout(GOODBYE));
        if (asked) {
            Thread.currentThread().interrupt();
        }
    }
}
