package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestKafka;
import dev.signalbox.testing.TestRabbit;
import dev.signalbox.testing.TestSqs;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What a broker was given is journaled once and in the order of each key, whoever is killed in between. */
class SurvivesBrokerKillsIT {

    private static final int MESSAGES = 10_000;
    private static final int KEYS = 400;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void kills_of_hub_and_kafka_lose_and_double_nothing(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        TestKafka kafka = TestKafka.shared();
        try (HubProcess hub = new HubProcess(data, List.of("--lease", "1s"), Map.of());
                KafkaProducer<String, byte[]> producer = kafka.producer()) {
            kafka.topic("orders", 4);
            hub.start();
            Map<String, Object> text = Map.of(
                    "kind", "kafka", "servers", List.of(kafka.server()), "topics", List.of("orders"), "group", "hub");
            assertThat(hub.client().put("/sources/orders", text).status()).isIn(200, 201);

            send(producer, 0, 4_000);
            Until.holds("1,000 messages", DEADLINE, () -> accepted(hub.client()) >= 1_000);
            hub.kill();
            hub.start();
            send(producer, 4_000, 7_000);
            Until.holds("more after the kill of the hub", DEADLINE, () -> accepted(hub.client()) >= 500);
            kafka.kill();
            kafka.restart();
            send(producer, 7_000, MESSAGES);
            producer.flush();

            Until.value("all committed", DEADLINE, () -> committed(kafka), all -> all == MESSAGES);
            List<Integer> journaled = journaled(hub.client());
            assertThat(missing(journaled)).as("messages that are not journaled").isEmpty();
            assertThat(journaled).as("journaled").hasSize(MESSAGES);
            assertOrder(journaled);
        }
    }

    @Test
    void a_kill_of_the_hub_and_a_restart_of_rabbit_lose_and_double_nothing(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        TestRabbit rabbit = TestRabbit.shared();
        try (HubProcess hub = new HubProcess(data, List.of("--lease", "1s"), Map.of())) {
            rabbit.queue("orders", Map.of());
            hub.start();
            Map<String, Object> text = Map.of(
                    "kind", "rabbitmq", "servers", List.of(rabbit.server()), "queue", "orders", "partitionBy", "/key");
            assertThat(hub.client().put("/sources/orders", text).status()).isIn(200, 201);

            send(rabbit, 0, 4_000);
            Until.holds("1,000 messages", DEADLINE, () -> accepted(hub.client()) >= 1_000);
            hub.kill();
            hub.start();
            send(rabbit, 4_000, 7_000);
            Until.holds("more after the kill of the hub", DEADLINE, () -> accepted(hub.client()) >= 500);
            rabbit.stop();
            rabbit.restart();
            send(rabbit, 7_000, MESSAGES);

            Until.value("an empty queue", DEADLINE, () -> lag(hub.client()), lag -> lag == 0);
            List<Integer> journaled = journaled(hub.client());
            assertThat(missing(journaled)).as("messages that are not journaled").isEmpty();
            assertThat(journaled).as("journaled").hasSize(MESSAGES);
            assertOrder(journaled);
        }
    }

    @Test
    void a_kill_of_the_hub_loses_doubles_and_overtakes_nothing_of_sqs(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        TestSqs sqs = TestSqs.shared();
        String queue = sqs.queue("survives.fifo", Map.of());
        try (HubProcess hub = new HubProcess(data, List.of("--lease", "1s"), Map.of("AWS_SECRET", "any"))) {
            hub.start();
            assertThat(hub.client().put("/sources/orders", sqs(queue)).status()).isIn(200, 201);

            send(sqs, queue, 0, 4_000);
            Until.holds("1,000 messages", DEADLINE, () -> accepted(hub.client()) >= 1_000);
            hub.kill();
            hub.start();
            send(sqs, queue, 4_000, MESSAGES);

            Until.value("an empty queue", DEADLINE, () -> sqs.depth(queue), List.of(0, 0)::equals);
            List<Integer> journaled = journaled(hub.client());
            assertThat(missing(journaled)).as("messages that are not journaled").isEmpty();
            assertThat(journaled).as("journaled").hasSize(MESSAGES);
            assertOrder(journaled);
        }
    }

    /** What the hub held when it was killed is hidden for the least time. */
    private static Map<String, Object> sqs(String queue) {
        return Map.of(
                "kind",
                "sqs",
                "queueUrl",
                queue,
                "region",
                "eu-central-1",
                "visibility",
                5,
                "accessKeyId",
                "AKIATEST",
                "secrets",
                List.of("env:AWS_SECRET"));
    }

    private static void send(TestSqs sqs, String queue, int from, int to) {
        sqs.send(queue, from, to, n -> SendMessageBatchRequestEntry.builder()
                .messageBody("{\"type\":\"order\",\"n\":" + n + '}')
                .messageGroupId("k" + n % KEYS)
                .messageDeduplicationId("m" + n));
    }

    /** Confirmed by the broker: what is not may be lost with it. */
    private static void send(TestRabbit rabbit, int from, int to) throws Exception {
        try (Connection connection = rabbit.connect();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int n = from; n < to; n++) {
                BasicProperties properties = new BasicProperties.Builder()
                        .messageId("m" + n)
                        .deliveryMode(2)
                        .build();
                String body = "{\"type\":\"order\",\"key\":\"k" + n % KEYS + "\",\"n\":" + n + '}';
                channel.basicPublish("", "orders", properties, body.getBytes(StandardCharsets.UTF_8));
            }
            channel.waitForConfirmsOrDie(DEADLINE.toMillis());
        }
    }

    private static void send(KafkaProducer<String, byte[]> producer, int from, int to) {
        for (int n = from; n < to; n++) {
            byte[] value = ("{\"type\":\"order\",\"n\":" + n + '}').getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>("orders", "k" + n % KEYS, value));
        }
    }

    private static long committed(TestKafka kafka) {
        return kafka.committed("hub").values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long lag(HubClient hub) throws InterruptedException {
        return hub.get("/sources/orders").body().path("status").path("lag").asLong(-1);
    }

    private static long accepted(HubClient hub) throws InterruptedException {
        return hub.get("/sources/orders").body().path("status").path("accepted").asLong();
    }

    /** The numbers of the messages, in the order of each partition. */
    private static List<Integer> journaled(HubClient hub) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String line : hub.text("/api/v1/events.jsonl?last=20000").split("\n")) {
            events.add(HubClient.JSON.readTree(line));
        }
        return events.stream()
                .filter(event -> event.path("source").asText().equals("orders"))
                .sorted(Comparator.comparing(
                                (JsonNode event) -> event.path("partition").asInt())
                        .thenComparing(event -> event.path("position").asLong()))
                .map(event -> event.path("data").path("n").asInt())
                .toList();
    }

    private static Set<Integer> missing(List<Integer> journaled) {
        Set<Integer> missing = IntStream.range(0, MESSAGES).boxed().collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(new HashSet<>(journaled));
        return missing;
    }

    private static void assertOrder(List<Integer> journaled) {
        Map<Integer, List<Integer>> byKey = journaled.stream().collect(Collectors.groupingBy(n -> n % KEYS));
        assertThat(byKey).hasSize(KEYS);
        assertThat(byKey.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    }
}
