package dev.signalbox.flow.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.TestSqs;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Against a broker that speaks as SQS does. */
class SqsSinkTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestRedis redis;
    private static TestSqs sqs;
    private SinkHub hub;

    @BeforeAll
    static void start() {
        sqs = TestSqs.shared();
        redis = TestRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        hub = new SinkHub(redis);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private String sink(String queue, String more) {
        String url = sqs.queue(queue, Map.of());
        put(url, sqs.endpoint(), more);
        return url;
    }

    private void put(String url, String endpoint, String more) {
        hub.kept(
                "warehouse",
                "{'kind':'sqs','queueUrl':'" + url + "','region':'eu-central-1','endpoint':'" + endpoint
                        + "','accessKeyId':'AKIATEST','secrets':['env:PASSWORD']" + more + "}");
    }

    @Test
    void a_message_is_known_by_its_key_and_says_where_it_is() {
        String url = sink("sink-orders", "");

        JsonNode where = hub.where("warehouse", null, 1);

        Message got = taken(url, 1).get(0);
        assertThat(where.path("messageId").asText()).isEqualTo(got.messageId());
        assertThat(got.body()).isEqualTo("{\"n\":1}");
        assertThat(attributes(got))
                .containsEntry("idempotency-key", "3-x/do/0/ship/1")
                .containsEntry("region", "eu")
                .containsEntry("ce_type", "shop.shipped")
                .hasSize(7);
    }

    @Test
    void in_a_fifo_queue_a_key_is_a_group_and_a_repeat_is_one_message() {
        String url = sink("sink-orders.fifo", "");
        hub.where("warehouse", null, 1);
        hub.where("warehouse", null, 2);
        hub.where("warehouse", null, 1);

        List<Message> got = taken(url, 2);
        assertThat(got).extracting(Message::body).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(got.get(0).attributesAsStrings())
                .containsEntry("MessageGroupId", "o-1")
                .containsEntry("MessageDeduplicationId", "3-x/do/0/ship/1");
        assertThat(sqs.depth(url)).isEqualTo(List.of(0, 0));
    }

    @Test
    void what_cannot_be_the_id_of_a_group_is_its_hash() {
        String url = sink("sink-hash.fifo", "");
        String id = "3-x/" + "long".repeat(40);
        dev.signalbox.flow.sink.Message long_ = new dev.signalbox.flow.sink.Message(
                "warehouse", id, null, "two words", Map.of(), SinkHub.json("{}"), null);

        assertThat(SinkHub.await(hub.sinks.send(long_))).isInstanceOf(Sent.Arrived.class);

        Map<String, String> got = taken(url, 1).get(0).attributesAsStrings();
        assertThat(got.get("MessageGroupId")).matches("[0-9a-f]{64}");
        assertThat(got.get("MessageDeduplicationId")).matches("[0-9a-f]{64}");
    }

    @Test
    void what_waits_goes_together_and_in_its_order() {
        String url = sink("sink-many.fifo", "");
        List<Future<Sent>> sent = IntStream.range(0, 200)
                .mapToObj(n -> hub.sinks.send(SinkHub.message("warehouse", null, n, false)))
                .toList();
        assertThat(sent).allSatisfy(each -> assertThat(SinkHub.await(each)).isInstanceOf(Sent.Arrived.class));

        assertThat(taken(url, 200))
                .extracting(Message::body)
                .containsExactlyElementsOf(IntStream.range(0, 200)
                        .mapToObj(n -> "{\"n\":" + n + "}")
                        .toList());
    }

    @Test
    void a_cloud_event_may_be_whole_in_the_body_which_leaves_room_for_headers() {
        String url = sink("sink-whole", ",'mode':'structured'");

        hub.where("warehouse", null, 1);

        Message got = taken(url, 1).get(0);
        assertThat(SinkHub.json(got.body()).path("data").path("n").asInt()).isEqualTo(1);
        assertThat(SinkHub.json(got.body()).path("type").asText()).isEqualTo("shop.shipped");
        assertThat(attributes(got))
                .containsOnlyKeys("content-type", "idempotency-key", "region")
                .containsEntry("content-type", "application/cloudevents+json");
    }

    @Test
    void too_many_headers_too_large_a_body_and_a_place_are_errors_of_the_task() {
        String url = sink("sink-limits", "");
        Map<String, String> many = new LinkedHashMap<>();
        IntStream.range(0, 10).forEach(n -> many.put("h" + n, "v"));

        Sent.Failed crowded = failed(many, "{}");
        Sent.Failed huge = failed(Map.of(), "{'t':'" + "x".repeat(1024 * 1024) + "'}");
        Sent.Failed placed = hub.failed("warehouse", "elsewhere", 1);

        assertThat(crowded.kind()).isEqualTo("configuration");
        assertThat(crowded.detail()).contains("SQS takes 10 attributes, these are 11: h0, h1");
        assertThat(huge.status()).isEqualTo(413);
        assertThat(huge.detail()).contains("and SQS takes 1048576");
        assertThat(huge.title()).isEqualTo("The message is too large for SQS");
        assertThat(placed.title()).isEqualTo("The sink has one queue");
        assertThat(sqs.depth(url)).isEqualTo(List.of(0, 0));
    }

    @Test
    void a_queue_that_is_not_there_and_nobody_there_are_errors_that_say_what_to_do() {
        String url = sink("sink-there", "");
        put(url + "-not", sqs.endpoint(), "");
        Sent.Failed gone = hub.failed("warehouse", null, 1);
        put(url, "http://127.0.0.1:1", "");
        Sent.Failed away = hub.failed("warehouse", null, 2);
        put(url, sqs.endpoint(), "");

        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.title()).isEqualTo("SQS has no such queue");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.detail()).contains("refused").contains("is it there");
        assertThat(hub.send("warehouse", null, 3)).isInstanceOf(Sent.Arrived.class);
        assertThat(hub.status("warehouse").path("lastError").asText()).startsWith("SQS cannot be reached");
    }

    private Sent.Failed failed(Map<String, String> headers, String body) {
        return (Sent.Failed) SinkHub.await(hub.sinks.send(
                new dev.signalbox.flow.sink.Message("warehouse", "1", null, "k", headers, SinkHub.json(body), null)));
    }

    private static Map<String, String> attributes(Message message) {
        Map<String, String> all = new TreeMap<>();
        message.messageAttributes().forEach((name, value) -> all.put(name, value.stringValue()));
        return all;
    }

    private static List<Message> taken(String url, int count) {
        List<Message> all = new ArrayList<>();
        Until.holds("messages", SOON, () -> all.addAll(sqs.take(url)) && all.size() >= count);
        return all;
    }
}
