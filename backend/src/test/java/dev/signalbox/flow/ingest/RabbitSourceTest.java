package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.refused.RefusedMessage;
import dev.signalbox.testing.TestRabbit;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Against a real broker. */
class RabbitSourceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestRedis redis;
    private static TestRabbit rabbit;
    private String queue;
    private IngestHub hub;
    private Connection connection;
    private Channel channel;

    @BeforeAll
    static void startBroker() {
        rabbit = TestRabbit.shared();
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopBroker() {
        redis.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        queue = test.getTestMethod().orElseThrow().getName();
        rabbit.queue(queue, Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", queue + "-dead"));
        hub = new IngestHub(redis);
        connection = rabbit.connect();
        channel = connection.createChannel();
    }

    @AfterEach
    void stop() {
        connection.abort();
        IngestHub.await(hub.ingest.delete("orders"));
        hub.close();
    }

    @Test
    void messages_come_in_order_and_are_acknowledged_after_the_journal_has_them() throws Exception {
        hub.journal.refuse(new Offered.Refused("journal_unavailable", "away", 1));
        for (int i = 0; i < 400; i++) {
            send(i);
        }
        read("");
        IngestHub.until(() -> hub.journal.refusals() >= 128);
        Until.value("lag", SOON, this::status, status -> Long.valueOf(400).equals(status.lag()));

        hub.journal.refuse(null);
        Until.value("all", SOON, this::numbers, all -> all.size() == 400);

        assertThat(numbers()).isEqualTo(IntStream.range(0, 400).boxed().toList());
        Until.value("lag", SOON, this::status, status -> Long.valueOf(0).equals(status.lag()));
        assertThat(status().duplicates()).isZero();
        IngestHub.await(hub.ingest.pause("orders"));
        assertThat(channel.messageCount(queue)).isZero();
    }

    @Test
    void a_message_that_is_no_event_is_refused_can_be_looked_at_and_is_a_dead_letter() throws Exception {
        rabbit.queue(queue + "-dead", Map.of());
        read("");
        send("m1", "{broken");
        channel.basicPublish("", queue, new BasicProperties(), bytes("{'n':1}"));
        send(2);
        Until.value("the good one", SOON, this::numbers, List.of(2)::equals);

        List<Refusal> refusals =
                Until.value("two", SOON, () -> IngestHub.await(hub.ingest.refusals("orders")), all -> all.size() == 2);
        assertThat(refusals.get(0).cause()).contains("no message-id");
        assertThat(refusals.get(1).code()).isEqualTo("malformed");
        RefusedMessage.Letter kept = hub.kept("orders").get(1).letter();
        assertThat(new String(kept.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("{broken");
        assertThat(kept.headers())
                .contains(
                        Map.entry("amqp-exchange", ""),
                        Map.entry("amqp-routing-key", queue),
                        Map.entry("amqp-delivery-tag", "1"),
                        Map.entry("amqp-message-id", "m1"));
        Until.value("dead letters", SOON, () -> channel.messageCount(queue + "-dead"), n -> n == 2);

        assertThat(IngestHub.await(hub.ingest.retake("orders", List.of())))
                .as("by hand, a message without an id is taken by that of what is kept")
                .isEqualTo(new Change.Retaken(1, 0, 1, 1, null));
    }

    @Test
    void hubs_compete_for_the_messages_of_a_queue() throws Exception {
        read("");
        try (IngestHub other = new IngestHub(redis)) {
            Until.holds("two consumers", SOON, () -> channel.consumerCount(queue) == 2);
            for (int i = 0; i < 300; i++) {
                send(i);
            }
            Set<Integer> all = IntStream.range(0, 300).boxed().collect(Collectors.toSet());
            Until.value(
                    "all",
                    SOON,
                    () -> Stream.of(hub, other)
                            .flatMap(each -> numbers(each).stream())
                            .collect(Collectors.toSet()),
                    all::equals);
            assertThat(hub.journal.offers()).isNotEmpty();
            assertThat(other.journal.offers()).isNotEmpty();
        }
    }

    @Test
    void ids_and_keys_may_stand_elsewhere_and_cloud_events_bring_their_own() throws Exception {
        read(",'map':{'id':'/id'},'partitionBy':'header:customer'");
        BasicProperties plain =
                new BasicProperties.Builder().headers(Map.of("customer", "c1")).build();
        channel.basicPublish("", queue, plain, bytes("{'id':'e1'}"));
        channel.basicPublish("", queue, plain, bytes("{'id':'e1'}"));
        Map<String, Object> event = Map.of(
                "cloudEvents:specversion", "1.0",
                "cloudEvents:id", "e2",
                "cloudEvents:source", "/s",
                "cloudEvents:type", "paid");
        channel.basicPublish(
                "",
                queue,
                new BasicProperties.Builder()
                        .contentType("application/json")
                        .headers(event)
                        .build(),
                bytes("[1]"));
        Until.value("all", SOON, this::ids, List.of("e1", "e2")::equals);

        assertThat(hub.journal.offers()).extracting(Offer::key).containsExactly("c1", "e2");
        Until.holds("a duplicate", SOON, () -> status().duplicates() == 1);
    }

    @Test
    void a_broker_that_is_away_is_told_once_and_read_on_when_it_is_back() throws Exception {
        read("");
        send(1);
        Until.value("the first", SOON, this::numbers, List.of(1)::equals);

        rabbit.stop();
        Until.holds("trouble", SOON, () -> status().lastError() != null);
        rabbit.restart();
        connection = rabbit.connect();
        channel = connection.createChannel();
        send(2);

        Until.value("the second", Duration.ofSeconds(40), this::numbers, List.of(1, 2)::equals);
    }

    @Test
    void a_queue_that_is_not_there_is_told_and_made_where_it_is_wanted() throws Exception {
        queue += "_yet";
        read("");
        Until.holds("trouble", SOON, () -> String.valueOf(status().lastError())
                .startsWith("NOT_FOUND - no queue '" + queue));

        read(",'declare':true");
        Until.holds("the queue", SOON, () -> Long.valueOf(0).equals(status().lag()));
        send(1);
        Until.value("the first", SOON, this::numbers, List.of(1)::equals);
    }

    private void read(String more) {
        hub.source(
                "orders",
                "{'kind':'rabbitmq','servers':['" + rabbit.server() + "'],'queue':'" + queue + "'" + more + '}');
    }

    private void send(int n) throws IOException {
        send("m" + n, "{'n':" + n + '}');
    }

    private void send(String id, String body) throws IOException {
        channel.basicPublish(
                "",
                queue,
                new BasicProperties.Builder().messageId(id).deliveryMode(2).build(),
                bytes(body));
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private SourceStatus status() {
        return IngestHub.await(hub.ingest.status("orders"));
    }

    private List<Integer> numbers() {
        return numbers(hub);
    }

    private static List<Integer> numbers(IngestHub hub) {
        return hub.journal.offers().stream()
                .map(offer -> offer.envelope().data().json().path("n").asInt())
                .toList();
    }

    private List<String> ids() {
        return hub.journal.offers().stream()
                .map(offer -> offer.envelope().id().id())
                .toList();
    }
}
