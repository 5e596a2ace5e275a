package dev.signalbox.flow.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.Programs;
import dev.signalbox.testing.TestKafka;
import dev.signalbox.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real broker. */
class KafkaSinkTest {

    private static TestRedis redis;
    private static TestKafka kafka;
    private SinkHub hub;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        kafka = TestKafka.shared();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        hub = new SinkHub(redis);
        hub.kept("warehouse", "{'kind':'kafka','servers':['" + kafka.server() + "']}");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void a_message_is_a_record_with_its_key_headers_and_place() {
        kafka.topic("sink-orders", 3);

        JsonNode where = hub.where("warehouse", "sink-orders", 1);
        JsonNode next = hub.where("warehouse", "sink-orders", 2);

        assertThat(where.path("to").asText()).isEqualTo("sink-orders");
        assertThat(next.path("partition")).isEqualTo(where.path("partition"));
        assertThat(next.path("offset").asLong()).isEqualTo(where.path("offset").asLong() + 1);
        List<ConsumerRecord<byte[], byte[]>> records = kafka.records("sink-orders", 2);
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        assertThat(new String(first.key(), StandardCharsets.UTF_8)).isEqualTo("o-1");
        assertThat(new String(first.value(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
        assertThat(header(first, "idempotency-key")).isEqualTo("3-x/do/0/ship/1");
        assertThat(header(first, "ce_id")).isEqualTo("3-x/do/0/ship/1");
        assertThat(header(first, "ce_type")).isEqualTo("shop.shipped");
        assertThat(header(first, "region")).isEqualTo("eu");
    }

    @Test
    void a_topic_that_is_not_there_fails_all_that_wait_for_it_at_once_and_nothing_else() {
        kafka.topic("sink-there", 1);
        long begun = System.nanoTime();
        var waiting = java.util.stream.IntStream.range(0, 20)
                .mapToObj(n -> hub.sinks.send(SinkHub.message("warehouse", "nowhere", n, false)))
                .toList();

        assertThat(waiting).allSatisfy(each -> {
            Sent.Failed failed = (Sent.Failed) SinkHub.await(each);
            assertThat(failed.kind()).isEqualTo("communication");
            assertThat(failed.title()).isEqualTo("Kafka has no such topic");
            assertThat(failed.status()).isEqualTo(404);
            assertThat(failed.detail()).contains("sink warehouse, to nowhere: ");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(hub.send("warehouse", "sink-there", 1)).isInstanceOf(Sent.Arrived.class);
        assertThat(hub.failed("warehouse", null, 1).kind()).isEqualTo("configuration");
        assertThat(hub.failed("warehouse", "not a topic", 1).status()).isEqualTo(404);
    }

    @Test
    void a_broker_that_is_away_is_told_and_the_place_of_the_sink_can_be_changed() throws Exception {
        kafka.topic("sink-later", 1);
        hub.kept("warehouse", "{'kind':'kafka','servers':['127.0.0.1:" + Programs.freePort() + "']}");
        Sent.Failed away = hub.failed("warehouse", "sink-later", 1);
        hub.kept("warehouse", "{'kind':'kafka','servers':['" + kafka.server() + "']}");

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.title()).isEqualTo("Kafka did not take the message");
        assertThat(hub.send("warehouse", "sink-later", 2)).isInstanceOf(Sent.Arrived.class);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
