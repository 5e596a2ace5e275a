package dev.signalbox.flow.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.signalbox.testing.TestRabbit;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real broker. */
class RabbitSinkTest {

    private static TestRedis redis;
    private static TestRabbit rabbit;
    private SinkHub hub;

    @BeforeAll
    static void start() {
        rabbit = TestRabbit.shared();
        redis = TestRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        hub = new SinkHub(redis);
        sink("");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void sink(String more) {
        hub.kept("warehouse", "{'kind':'rabbitmq','servers':['" + rabbit.server() + "']" + more + "}");
    }

    @Test
    void a_message_is_confirmed_lasting_and_known_by_its_id() throws Exception {
        rabbit.queue("sink-orders", Map.of());
        sink(",'user':'guest','secrets':['env:PASSWORD']");

        assertThat(hub.where("warehouse", "sink-orders", 1).path("to").asText()).isEqualTo("sink-orders");

        GetResponse got = got("sink-orders");
        assertThat(new String(got.getBody(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
        assertThat(got.getProps().getMessageId()).isEqualTo("3-x/do/0/ship/1");
        assertThat(got.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(got.getProps().getHeaders())
                .extractingByKeys("idempotency-key", "cloudEvents:type", "region", "key")
                .extracting(String::valueOf)
                .containsExactly("3-x/do/0/ship/1", "shop.shipped", "eu", "o-1");
    }

    @Test
    void a_message_that_leads_to_no_queue_an_exchange_that_is_not_there_and_a_wrong_password_are_errors() {
        Sent.Failed unroutable = hub.failed("warehouse", "nowhere", 1);
        sink(",'exchange':'gone'");
        Sent.Failed gone = hub.failed("warehouse", "sink-orders", 1);
        sink(",'user':'guest','secrets':['wrong']");
        Sent.Failed refused = hub.failed("warehouse", "sink-orders", 1);

        assertThat(unroutable.status()).isEqualTo(404);
        assertThat(unroutable.title()).isEqualTo("RabbitMQ has no queue for the message");
        assertThat(unroutable.detail()).contains("sink warehouse, to nowhere: NO_ROUTE");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.detail()).contains("no exchange 'gone'");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.detail()).contains("ACCESS_REFUSED");
        assertThat(hub.failed("warehouse", null, 1).kind()).isEqualTo("configuration");
    }

    @Test
    void a_message_that_the_broker_does_not_keep_is_an_error() throws Exception {
        rabbit.queue("sink-full", Map.of("x-max-length", 1, "x-overflow", "reject-publish"));

        List<Sent> sent = IntStream.range(0, 40)
                .mapToObj(n -> hub.send("warehouse", "sink-full", n))
                .toList();

        try (Connection connection = rabbit.connect();
                Channel channel = connection.createChannel()) {
            assertThat(sent.stream().filter(Sent.Arrived.class::isInstance))
                    .as("as many as the queue has")
                    .hasSize((int) channel.messageCount("sink-full"));
        }
        assertThat(sent).filteredOn(Sent.Failed.class::isInstance).isNotEmpty().allSatisfy(one -> {
            Sent.Failed failed = (Sent.Failed) one;
            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.detail()).contains("sink warehouse, to sink-full");
        });
    }

    @Test
    void a_broker_that_is_away_fails_messages_and_takes_them_when_it_is_back() throws Exception {
        rabbit.queue("sink-later", Map.of());
        assertThat(hub.send("warehouse", "sink-later", 1)).isInstanceOf(Sent.Arrived.class);

        rabbit.stop();
        Sent.Failed away = hub.failed("warehouse", "sink-later", 2);
        rabbit.restart();

        assertThat(away.title()).isEqualTo("RabbitMQ cannot be reached");
        Until.holds(
                "it is back",
                Duration.ofSeconds(40),
                () -> hub.send("warehouse", "sink-later", 3) instanceof Sent.Arrived);
    }

    private static GetResponse got(String queue) throws Exception {
        try (Connection connection = rabbit.connect();
                Channel channel = connection.createChannel()) {
            return Until.value(
                    "a message", Duration.ofSeconds(10), () -> channel.basicGet(queue, true), got -> got != null);
        }
    }
}
