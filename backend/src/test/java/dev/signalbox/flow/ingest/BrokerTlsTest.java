package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.signalbox.testing.TestCertificate;
import dev.signalbox.testing.TestKafka;
import dev.signalbox.testing.TestRabbit;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers that speak TLS and ask for a password. */
class BrokerTlsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static TestRedis redis;
    private IngestHub hub;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void start() {
        hub = new IngestHub(redis);
    }

    @AfterEach
    void stop() {
        IngestHub.await(hub.ingest.delete("orders"));
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "scram-sha-512"})
    void kafka_is_read_over_tls_by_who_knows_the_password(String mechanism) {
        TestKafka kafka = TestKafka.shared();
        kafka.knowScram();
        String topic = "tls-" + mechanism;
        kafka.topic(topic, 1);
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(topic, "k", "{}".getBytes(StandardCharsets.UTF_8)));
        }
        String there = "{'kind':'kafka','servers':['" + kafka.guarded() + "'],'topics':['" + topic + "'],'user':'"
                + TestKafka.USER + "','mechanism':'" + mechanism + "','tls':true,";

        hub.source("orders", there + ca() + "'secrets':['" + TestKafka.PASSWORD + "']}");
        IngestHub.until(() -> hub.journal.offers().size() == 1);

        hub.source("orders", there + ca() + "'secrets':['wrong']}");
        trouble("uthentication failed");
        hub.source("orders", there + "'secrets':['" + TestKafka.PASSWORD + "']}");
        trouble("unable to find valid certification path");
    }

    @Test
    void rabbitmq_is_read_over_tls_by_who_knows_the_password() throws Exception {
        TestRabbit rabbit = TestRabbit.shared();
        rabbit.queue("tls", Map.of());
        try (Connection connection = rabbit.connect();
                Channel channel = connection.createChannel()) {
            BasicProperties id = new BasicProperties.Builder().messageId("m1").build();
            channel.basicPublish("", "tls", id, "{}".getBytes(StandardCharsets.UTF_8));
        }
        String there =
                "{'kind':'rabbitmq','servers':['" + rabbit.guarded() + "'],'queue':'tls','user':'guest','tls':true,";

        hub.source("orders", there + ca() + "'secrets':['guest']}");
        IngestHub.until(() -> hub.journal.offers().size() == 1);

        hub.source("orders", there + ca() + "'secrets':['wrong']}");
        trouble("ACCESS_REFUSED");
        hub.source("orders", there + "'secrets':['guest']}");
        trouble("unable to find valid certification path");
    }

    /** The certificate is for 127.0.0.1 only. */
    @Test
    void a_broker_under_another_name_than_that_of_its_certificate_is_not_spoken_to() throws Exception {
        TestRabbit rabbit = TestRabbit.shared();
        rabbit.queue("name", Map.of());
        hub.source(
                "orders",
                "{'kind':'rabbitmq','servers':['" + named(rabbit.guarded()) + "'],'queue':'name','tls':true," + ca()
                        + "'user':'guest','secrets':['guest']}");
        trouble("No name matching localhost");
        IngestHub.await(hub.ingest.delete("orders"));

        TestKafka kafka = TestKafka.shared();
        hub.source(
                "orders",
                "{'kind':'kafka','servers':['" + named(kafka.guarded()) + "'],'topics':['t'],'tls':true," + ca()
                        + "'user':'hub','secrets':['" + TestKafka.PASSWORD + "']}");
        trouble("No name matching localhost");
        assertThat(hub.journal.offers()).isEmpty();
    }

    private static String named(String server) {
        return server.replace("127.0.0.1", "localhost");
    }

    private static String ca() {
        return "'ca':'" + TestCertificate.shared().certificate() + "',";
    }

    private void trouble(String word) {
        Until.value(
                "an error with " + word,
                SOON,
                () -> String.valueOf(
                        IngestHub.await(hub.ingest.status("orders")).lastError()),
                error -> error.contains(word));
    }
}
