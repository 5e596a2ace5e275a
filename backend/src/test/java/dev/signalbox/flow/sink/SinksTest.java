package dev.signalbox.flow.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sinks as they are kept, and those that need no other server than the hub's Redis. */
class SinksTest {

    private static TestRedis redis;
    private SinkHub hub;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
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

    @Test
    void a_sink_is_kept_shown_without_its_secret_followed_by_other_hubs_and_forgotten() {
        try (SinkHub other = new SinkHub(redis)) {
            String text = "{'kind':'kafka','servers':['k:9092'],'user':'u','secrets':['s3cret']}";
            JsonNode shown = hub.kept("warehouse", text);

            assertThat(shown.path("mechanism").asText()).isEqualTo("plain");
            assertThat(shown.toString()).doesNotContain("s3cret");
            assertThat(shown.at("/secrets/0").asText()).startsWith("\u2022\u2022\u2022\u2022");
            assertThat(hub.put(
                            "warehouse",
                            text.replace("s3cret", shown.at("/secrets/0").asText())))
                    .isInstanceOf(Change.Kept.class);
            SinkHub.await(other.sinks.follow(Long.MAX_VALUE));
            assertThat(SinkHub.await(other.sinks.kinds())).containsEntry("warehouse", "kafka");
            SinkHub.await(other.sinks.delete("warehouse"));
            SinkHub.await(hub.sinks.follow(Long.MAX_VALUE));
            assertThat(SinkHub.await(hub.sinks.kinds())).doesNotContainKey("warehouse");
        }
    }

    @Test
    void a_password_that_is_kept_is_not_sent_elsewhere() {
        String text = "{'kind':'kafka','servers':['k:9092'],'user':'u','secrets':['s3cret']}";
        JsonNode shown = hub.kept("bound", text);
        String kept = text.replace("s3cret", shown.at("/secrets/0").asText());

        assertThat(hub.put("bound", kept.replace("k:9092", "evil:9092")))
                .isInstanceOfSatisfying(Change.Bad.class, bad -> assertThat(bad.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message()).contains("to be sent to evil:9092")));
        assertThat(hub.put("bound", text.replace("k:9092", "other:9092"))).isInstanceOf(Change.Kept.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {'servers':['k:1']}                                              | /kind    | missing
            {'kind':'kafkaa'}                                                | /kind    | wanted one of kafka
            {'kind':'kafka'}                                                 | /servers | missing
            {'kind':'kafka','servers':['k']}                                 | /servers/0 | host:port
            {'kind':'rabbitmq','servers':['k:1'],'user':'u'}                 | /secrets | the password of the user
            {'kind':'rabbitmq','servers':['k:1'],'exchnage':'x'}             | /exchnage | did you mean "exchange"
            {'kind':'sqs'}                                                   | /queueUrl | missing
            {'kind':'sqs','queueUrl':'http://h:1/0/q','mode':'batch'}        | /mode    | binary, structured
            {'kind':'sqs','queueUrl':'http://h:1/0/q','accessKeyId':'A'}     | /secrets | the secret access key
            {'kind':'redis-stream','maxlen':0}                               | /maxlen  | from 1 to
            {'kind':'redis-stream','url':'http://x'}                         | /url     | redis://
            {'kind':'redis-stream','secrets':['x']}                          | /secrets | leave them out
            {'kind':'http'}                                                  | /url     | missing
            {'kind':'http','url':'https://example.com','mode':'batch'}       | /mode    | binary, structured
            {'kind':'http','url':'https://example.com','secrets':['a','b','c']} | /secrets | at most two
            """)
    void what_is_wrong_is_told_at_its_place(String text, String pointer, String message) {
        Change change = hub.put("x", text);

        assertThat(change).isInstanceOf(Change.Bad.class);
        assertThat(((Change.Bad) change).problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.message()).contains(message);
        });
        assertThat(((Change.Bad) change).problems())
                .extracting(Problem::message)
                .doesNotContain("");
    }

    @ParameterizedTest
    @CsvSource({"http://10.0.0.1/x", "http://169.254.169.254/latest", "file:///etc/passwd", "http://u:p@example.com/"})
    void an_address_that_may_not_be_called_is_refused_when_it_is_saved(String url) {
        assertThat(hub.put("x", "{'kind':'http','url':'" + url + "'}")).isInstanceOf(Change.Denied.class);
        assertThat(SinkHub.await(hub.sinks.kinds())).doesNotContainKey("x");
    }

    @Test
    void a_message_becomes_an_entry_of_the_stream() {
        hub.kept("log", "{'kind':'redis-stream','maxlen':1000}");

        JsonNode where = hub.where("log", "shipped", 1);
        JsonNode again = hub.where("log", "shipped", 1);

        assertThat(where.path("sink").asText() + where.path("to").asText()).isEqualTo("logshipped");
        assertThat(where.path("id").asText())
                .matches("\\d+-\\d+")
                .isNotEqualTo(again.path("id").asText());
        assertThat(fields("shipped"))
                .containsEntry("idempotency-key", "3-x/do/0/ship/1")
                .containsEntry("key", "o-1")
                .containsEntry("region", "eu")
                .containsEntry("ce_type", "shop.shipped")
                .containsEntry("ce_id", "3-x/do/0/ship/1")
                .containsEntry("ce_source", "/processes/ship")
                .containsEntry("data", "{\"n\":1}");
        Until.holds(
                "the count",
                Duration.ofSeconds(5),
                () -> hub.status("log").path("sent").asInt() == 2);
        assertThat(hub.told).containsExactly("log sent", "log sent");
    }

    @Test
    void the_keys_of_the_hub_a_key_that_holds_no_stream_and_a_message_without_a_stream_are_refused() {
        hub.kept("log", "{'kind':'redis-stream'}");
        SinkHub.await(hub.redis.send(Request.cmd(Command.SET).arg("text").arg("x")));

        assertThat(hub.failed("log", "sb:{p0}:journal", 1).kind()).isEqualTo("configuration");
        assertThat(hub.failed("log", null, 1).detail()).contains("say `to`");
        Sent.Failed wrong = hub.failed("log", "text", 1);
        assertThat(wrong.kind()).isEqualTo("communication");
        assertThat(wrong.detail()).contains("sink log, to text").contains("holds no stream");
        assertThat(hub.status("log").path("failed").asInt()).isEqualTo(3);
        assertThat(hub.status("log").path("lastError").asText()).contains("Redis refused the message");
    }

    @Test
    void a_redis_that_is_away_is_told_and_used_when_it_is_back() {
        try (TestRedis foreign = TestRedis.start()) {
            hub.kept(
                    "far", "{'kind':'redis-stream','url':'" + foreign.endpoint().url() + "'}");
            assertThat(hub.where("far", "s", 1).path("id").asText()).isNotEmpty();
            foreign.kill();
            Until.holds("trouble", Duration.ofSeconds(10), () -> hub.send("far", "s", 2) instanceof Sent.Failed);
            foreign.restart();
            Until.holds("it is back", Duration.ofSeconds(20), () -> hub.send("far", "s", 3) instanceof Sent.Arrived);
        }
    }

    @Test
    void a_sink_that_is_not_there_is_an_error_that_a_retry_can_outlive() {
        Sent.Failed failed = hub.failed("late", "s", 1);
        assertThat(failed.kind()).isEqualTo("communication");
        assertThat(failed.status()).isEqualTo(404);

        hub.kept("late", "{'kind':'redis-stream'}");
        assertThat(hub.send("late", "s", 1)).isInstanceOf(Sent.Arrived.class);
    }

    @Test
    void a_test_says_what_it_is_and_a_stream_has_no_secret_to_rotate() {
        hub.kept("log", "{'kind':'redis-stream'}");

        Change tested = SinkHub.await(hub.sinks.test("log", "tests"));
        Change rotated = SinkHub.await(hub.sinks.rotate("log", null));

        assertThat(((Change.Tested) tested).outcome()).isInstanceOf(Sent.Arrived.class);
        assertThat(fields("tests")).containsEntry("ce_type", "signalbox.test");
        assertThat(((Change.Refused) rotated).code()).isEqualTo("no_secrets");
        assertThat(SinkHub.await(hub.sinks.test("nobody", null))).isEqualTo(new Change.Absent("nobody"));
    }

    /** Of the first entry. */
    private Map<String, String> fields(String stream) {
        Response entries = SinkHub.await(
                hub.redis.send(Request.cmd(Command.XRANGE).arg(stream).arg("-").arg("+")));
        Map<String, String> fields = new HashMap<>();
        Response all = entries.get(0).get(1);
        for (int i = 0; i + 1 < all.size(); i += 2) {
            fields.put(all.get(i).toString(), all.get(i + 1).toString());
        }
        return fields;
    }
}
