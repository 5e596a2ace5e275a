package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.refused.RefusedMessage;
import dev.signalbox.testing.TestKafka;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        kafka = TestKafka.shared();
        producer = kafka.producer();
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        redis.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName().replace("_", "-");
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

    @Test
    void a_message_that_is_no_event_is_refused_can_be_looked_at_and_holds_nobody_up() {
        kafka.topic(topic, 1);
        read("");
        send("k", "{broken");
        producer.send(new ProducerRecord<>(topic, "gone", null));
        send("k", 2);
        IngestHub.until(() -> numbers().equals(List.of(2)) && committed() == 3);

        List<Refusal> refusals = IngestHub.await(hub.ingest.refusals("orders"));
        assertThat(refusals).extracting(Refusal::code).containsExactly("mapping_failed", "malformed");
        assertThat(refusals.get(1).cause())
                .startsWith("message " + topic + "-0-0: ")
                .contains("line 1");
        RefusedMessage.Letter kept = hub.kept("orders").get(1).letter();
        assertThat(new String(kept.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("{broken");
        assertThat(kept.headers())
                .contains(
                        Map.entry("kafka-topic", topic),
                        Map.entry("kafka-partition", "0"),
                        Map.entry("kafka-offset", "0"),
                        Map.entry("kafka-key", "k"));
    }

    @Test
    void a_paused_source_reads_on_where_it_was() {
        kafka.topic(topic, 2);
        read("");
        send("k", 1);
        IngestHub.until(
                () -> numbers().equals(List.of(1)) && kafka.committed(topic).containsValue(1L));

        IngestHub.await(hub.ingest.pause("orders"));
        IngestHub.until(() -> kafka.members(topic) == 0);
        send("k", 2);
        IngestHub.await(hub.ingest.resume("orders"));

        IngestHub.until(() -> numbers().equals(List.of(1, 2)));
        assertThat(status().duplicates()).isZero();
    }

    @Test
    void hubs_of_one_group_share_the_partitions() {
        kafka.topic(topic, 8);
        read("");
        try (IngestHub other = new IngestHub(redis)) {
            IngestHub.until(() -> kafka.members(topic) == 2);
            int[] sent = new int[1];
            Until.holds("messages at both", Duration.ofSeconds(20), () -> {
                send("k" + sent[0] % 50, sent[0]++);
                return !other.journal.offers().isEmpty()
                        && !hub.journal.offers().isEmpty();
            });
            Set<Integer> all = IntStream.range(0, sent[0]).boxed().collect(Collectors.toSet());
            Until.value("all messages", Duration.ofSeconds(20), () -> numbersOf(hub, other), all::equals);
        }
    }

    @Test
    void ids_and_keys_may_stand_elsewhere_and_cloud_events_bring_their_own() {
        kafka.topic(topic, 1);
        read(",'map':{'id':'header:event-id'},'partitionBy':'/customer'");
        send(with("k", "{'customer':'c1'}", "event-id", "e1"));
        send(with("k", "{'customer':'c1'}", "event-id", "e1"));
        send(with(
                null,
                "[1]",
                "ce_specversion",
                "1.0",
                "ce_id",
                "e2",
                "ce_source",
                "/s",
                "ce_type",
                "paid",
                "content-type",
                "application/json"));
        send(with(
                "k3",
                "{'specversion':'1.0','id':'e3','source':'/s','type':'paid','data':{'customer':'c3'}}",
                "content-type",
                "application/cloudevents+json; charset=UTF-8"));
        IngestHub.until(() -> ids().equals(List.of("e1", "e2", "e3")));

        assertThat(hub.journal.offers()).extracting(Offer::key).containsExactly("c1", "e2", "c3");
        assertThat(hub.journal.offers().get(1).envelope().type()).isEqualTo("paid");
        IngestHub.until(() -> status().duplicates() == 1);
    }

    @Test
    void a_broker_that_is_away_is_told_once_and_its_lag_is_known_when_it_is_back() {
        kafka.topic(topic, 1);
        read("");
        send("k", 1);
        IngestHub.until(() -> numbers().equals(List.of(1)) && Long.valueOf(0).equals(status().lag()));

        kafka.kill();
        IngestHub.until(() -> status().lastError() != null);
        kafka.restart();
        hub.journal.refuse(new Offered.Refused("journal_full", "full", 1));
        IntStream.range(2, 302).forEach(i -> send("k", i));

        Until.value("lag", Duration.ofSeconds(40), this::status, status -> Long.valueOf(300)
                .equals(status.lag()));
        hub.journal.refuse(null);
        Until.holds(
                "all",
                Duration.ofSeconds(20),
                () -> numbers().size() == 301 && Long.valueOf(0).equals(status().lag()));
        assertThat(numbers()).isSorted();
    }

    @Test
    void where_nothing_is_to_be_read_it_says_so() {
        hub.source("orders", "{'kind':'kafka','servers':['127.0.0.1:1'],'topics':['nowhere']}");
        IngestHub.until(() -> status().lastError() != null);
        IngestHub.await(hub.ingest.delete("orders"));

        read("");
        IngestHub.until(() -> String.valueOf(status().lastError()).contains("there is no topic " + topic));

        kafka.topic(topic, 1);
        send("k", 1);
        IngestHub.until(() -> numbers().equals(List.of(1)));
    }

    @Test
    void what_comes_while_a_group_that_begins_at_the_end_is_away_is_not_skipped() {
        kafka.topic(topic, 1);
        send("k", 1);
        producer.flush();
        read(",'start':'latest'");
        IngestHub.until(() -> committed() == 1);

        IngestHub.await(hub.ingest.pause("orders"));
        send("k", 2);
        producer.flush();
        IngestHub.await(hub.ingest.resume("orders"));

        IngestHub.until(() -> numbers().equals(List.of(2)));
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

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
    }

    private ProducerRecord<String, byte[]> with(String key, String value, String... headers) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, key, value.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private SourceStatus status() {
        return IngestHub.await(hub.ingest.status("orders"));
    }

    private static Set<Integer> numbersOf(IngestHub... hubs) {
        return Stream.of(hubs)
                .flatMap(hub -> hub.journal.offers().stream())
                .map(offer -> offer.envelope().data().json().path("n").asInt())
                .collect(Collectors.toSet());
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
