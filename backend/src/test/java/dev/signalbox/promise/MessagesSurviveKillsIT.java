package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestKafka;
import dev.signalbox.testing.TestRabbit;
import dev.signalbox.testing.TestSqs;
import dev.signalbox.testing.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a process sends is at its broker at least once, and every repeat is known by its key, whoever is killed in between. */
class MessagesSurviveKillsIT {

    private static final int MESSAGES = 10_000;
    private static final int BATCH = 500;
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private static final String RULES = """
            package rules.shop

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "ship"
            when
                $e : Event( type == "order.paid" )
            then
                hub.start( "ship" ).key( $e.getId() ).with( "n", $e.num("n") );
            end
            """;

    private static final String SHIP = """
            document: {dsl: '1.0.0', namespace: shop, name: ship, version: '1.0.0'}
            use:
              retries:
                often:
                  delay: {milliseconds: 500}
                  limit: {attempt: {count: 200}}
            do:
              - kafka:
                  try:
                    - record: {x-signalbox: {queue: {sink: records, to: shipped, body: {n: '${ $workflow.input.n }'}}}}
                  catch: {retry: often}
              - rabbit:
                  try:
                    - message: {x-signalbox: {queue: {sink: messages, to: shipped, body: {n: '${ $workflow.input.n }'}}}}
                  catch: {retry: often}
              - sqs:
                  try:
                    - parcel: {x-signalbox: {queue: {sink: parcels, body: {n: '${ $workflow.input.n }'}}}}
                  catch: {retry: often}
            """;

    /** The keys of the messages that came, by the number that each stands for. */
    private static final class Came {
        private final Map<Integer, Set<String>> keys = new TreeMap<>();
        private int count;

        void add(byte[] body, String key) throws IOException {
            int n = HubClient.JSON.readTree(body).path("n").asInt();
            keys.computeIfAbsent(n, first -> new HashSet<>()).add(key);
            count++;
        }

        boolean all() {
            return keys.size() == MESSAGES;
        }

        void assertKnown() {
            assertThat(keys.values()).allSatisfy(same -> assertThat(same).hasSize(1));
            assertThat(keys.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                    .hasSize(MESSAGES);
            assertThat(count).isGreaterThanOrEqualTo(MESSAGES);
        }
    }

    @Test
    void kills_of_hub_and_brokers_lose_no_message_and_every_repeat_has_the_key_of_the_first(@TempDir Path folder)
            throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        TestKafka kafka = TestKafka.shared();
        TestRabbit rabbit = TestRabbit.shared();
        TestSqs sqs = TestSqs.shared();
        try (HubProcess hub = new HubProcess(data, List.of("--lease", "1s"), Map.of("AWS_SECRET", "any"))) {
            kafka.topic("shipped", 4);
            rabbit.queue("shipped", Map.of());
            String queue = sqs.queue("shipped.fifo", Map.of());
            prepare(hub.start(), kafka, rabbit);
            good(hub.client().put("/sinks/parcels", parcels(queue)));

            deliver(hub.client());
            Until.holds("some messages", DEADLINE, () -> sent(hub.client(), "messages") >= 500);
            hub.kill();
            hub.start();
            Until.holds("more after the kill of the hub", DEADLINE, () -> sent(hub.client(), "messages") >= 200);
            kafka.kill();
            CompletableFuture<Void> back = CompletableFuture.runAsync(kafka::restart);
            rabbit.stop();
            rabbit.restart();
            back.join();

            Came records = records(kafka);
            Came messages = messages(rabbit);
            records.assertKnown();
            messages.assertKnown();
            parcels(sqs, queue).assertKnown();
        }
    }

    private static void prepare(HubClient hub, TestKafka kafka, TestRabbit rabbit) throws InterruptedException {
        good(hub.put("/sinks/records", Map.of("kind", "kafka", "servers", List.of(kafka.server()))));
        good(hub.put("/sinks/messages", Map.of("kind", "rabbitmq", "servers", List.of(rabbit.server()))));
        Map<String, Integer> limits = Map.of("rate", 50_000, "burst", 50_000);
        good(hub.put("/sources/shop", Map.of("kind", "webhook", "verify", "none", "limits", limits)));
        good(hub.put("/packs/shop/draft", Map.of("drl", RULES, "definitions", Map.of("ship", SHIP))));
        good(hub.post("/packs/shop/activate", Map.of("note", "test")));
    }

    private static Map<String, Object> parcels(String queue) {
        return Map.of(
                "kind",
                "sqs",
                "queueUrl",
                queue,
                "region",
                "eu-central-1",
                "accessKeyId",
                "AKIATEST",
                "secrets",
                List.of("env:AWS_SECRET"));
    }

    private static void good(HubClient.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 201);
    }

    private static void deliver(HubClient hub) throws InterruptedException {
        for (int from = 0; from < MESSAGES; from += BATCH) {
            String batch = IntStream.range(from, from + BATCH)
                    .mapToObj(n -> "{\"specversion\":\"1.0\",\"id\":\"o-" + n
                            + "\",\"source\":\"/shop\",\"type\":\"order.paid\",\"data\":{\"n\":" + n + "}}")
                    .collect(Collectors.joining(",", "[", "]"));
            good(hub.deliver(
                    "/events/shop",
                    batch.getBytes(StandardCharsets.UTF_8),
                    Map.of("Content-Type", "application/cloudevents-batch+json")));
        }
    }

    private static long sent(HubClient hub, String sink) throws InterruptedException {
        JsonNode status = hub.get("/sinks/" + sink).body().path("status");
        return status.path("sent").asLong();
    }

    private static Came records(TestKafka kafka) {
        Came came = new Came();
        kafka.read(
                "shipped",
                record -> {
                    byte[] key = record.headers().lastHeader("idempotency-key").value();
                    try {
                        came.add(record.value(), new String(key, StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                came::all);
        return came;
    }

    private static Came messages(TestRabbit rabbit) throws Exception {
        Came came = new Came();
        try (Connection connection = rabbit.connect();
                Channel channel = connection.createChannel()) {
            Until.holds("all messages", DEADLINE, () -> {
                for (GetResponse got = next(channel); got != null; got = next(channel)) {
                    came.add(got.getBody(), got.getProps().getMessageId());
                }
                return came.all();
            });
        }
        return came;
    }

    private static Came parcels(TestSqs sqs, String queue) {
        Came came = new Came();
        Until.holds("all parcels", DEADLINE, () -> {
            for (Message got : sqs.take(queue)) {
                came.add(
                        got.body().getBytes(StandardCharsets.UTF_8),
                        got.messageAttributes().get("idempotency-key").stringValue());
            }
            return came.all();
        });
        return came;
    }

    private static GetResponse next(Channel channel) throws IOException {
        return channel.basicGet("shipped", true);
    }
}
