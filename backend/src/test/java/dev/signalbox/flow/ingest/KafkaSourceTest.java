package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.testing.TestKafka;
import dev.signalbox.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Against a real broker. */
class KafkaSourceTest {

    private static TestRedis redis;
    private static TestKafka kafka;
    private static KafkaProducer<String, byte[]> producer;
    private String topic;
    private IngestHub hub;

    @BeforeAll
    static void startBroker() {
        redis = TestRedis.start();
        kafka = TestKafka.start();
        producer = kafka.producer();
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        kafka.close();
        redis.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName().substring(0, 20).replace("_", "-");
        hub = new IngestHub(redis);
    }

    @AfterEach
    void stop() {
        IngestHub.await(hub.ingest.delete("orders"));
        hub.close();
    }

    @Test
    void messages_come_in_order_and_are_committed_after_the_journal_has_them() {
        kafka.topic(topic, 1);
        hub.journal.refuse(new Offered.Refused("journal_unavailable", "away", 1));
        IntStream.range(0, 200).forEach(i -> send("k", i));
        read("");
        IngestHub.until(() -> hub.journal.refusals() >= 128);
        assertThat(kafka.committed(topic)).doesNotContainEntry(topic + "-0", 200L);

        hub.journal.refuse(null);
        IngestHub.until(() -> hub.journal.offers().size() == 200);

        assertThat(numbers()).isEqualTo(IntStream.range(0, 200).boxed().toList());
        assertThat(ids()).startsWith(topic + "-0-0", topic + "-0-1").endsWith(topic + "-0-199");
        assertThat(hub.journal.offers()).extracting(Offer::key).containsOnly("k");
        IngestHub.until(() -> committed() == 200);
    }

    private void read(String more) {
        hub.source(
                "orders",
                "{'kind':'kafka','servers':['" + kafka.server() + "'],'topics':['" + topic + "'],'group':'" + topic
                        + "'" + more + '}');
    }

    private void send(String key, int n) {
        send(key, "{\"n\":" + n + "}");
    }

    private void send(String key, String value) {
        producer.send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Integer> numbers() {
        return hub.journal.offers().stream()
                .map(offer -> offer.envelope().data().json().path("n").asInt())
                .toList();
    }

    private List<String> ids() {
        return hub.journal.offers().stream()
                .map(offer -> offer.envelope().id().id())
                .toList();
    }

    private long committed() {
        return kafka.committed(topic).getOrDefault(topic + "-0", -1L);
    }
}
