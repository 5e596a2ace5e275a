package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP binding of CloudEvents 1.0 to the letter, with the scenarios of its conformance features. */
class CloudEventsTest {

    private static final String DATA = "{\"message\": \"Hello World!\"}";
    private static final String EVENT = "{\"specversion\":\"1.0\",\"type\":\"com.example.someevent\","
            + "\"time\":\"2018-04-05T03:56:24Z\",\"id\":\"structured\",\"source\":\"/mycontext/subcontext\","
            + "\"datacontenttype\":\"application/json\",\"data\":" + DATA + '}';

    private static TestRedis redis;
    private static IngestHub hub;
    private static int sent;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
        hub.source("ce", "{'kind':'webhook','limits':{'rate':7}}");
    }

    @AfterAll
    static void stop() {
        hub.close();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8"})
    void a_binary_event_has_its_attributes_in_headers(String contentType) {
        RawHttp.Reply reply = binary(contentType, "ce-time: 2018-04-05T03:56:24Z");

        assertThat(reply.status()).isEqualTo(202);
        Envelope event = last();
        assertThat(event.type()).isEqualTo("com.example.someevent");
        assertThat(event.id().ceSource()).isEqualTo("/mycontext/subcontext");
        assertThat(event.time()).isEqualTo("2018-04-05T03:56:24Z");
        assertThat(event.contentType()).isEqualTo(contentType);
        assertThat(event.data().json()).isEqualTo(IngestHub.exactJson(DATA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "application/CloudEvents+JSON; charset=utf-8"})
    void a_structured_event_has_its_attributes_in_the_body(String contentType) {
        RawHttp.Reply reply = hub.post("/events/ce", contentType, EVENT.replace("structured", "s" + sent++));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(last().type()).isEqualTo("com.example.someevent");
        assertThat(last().contentType()).isEqualTo("application/json");
        assertThat(last().data().json()).isEqualTo(IngestHub.exactJson(DATA));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Euro%20%E2%82%AC%20%F0%9F%98%80|Euro \u20ac \ud83d\ude00",
                "%e2%82%ac|\u20ac",
                "%41%42|AB",
                "%2520|%20",
                "\"in quotes\"|in quotes",
                "\"a \\\"b\\\" \\\\ c\"|a \"b\" \\ c",
                "\"%20\"| ` `",
                "it \"stands\"|it \"stands\"",
                "(no comment)|(no comment)"
            })
    void a_header_is_freed_of_its_quotes_and_then_decoded_once(String header, String value) {
        assertThat(binary("application/json", "ce-subject: " + header).status()).isEqualTo(202);

        assertThat(last().subject()).isEqualTo(value.replace("`", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce-subject: %C0%A0",
                "ce-subject: %ED%A0%80",
                "ce-subject: %FF",
                "ce-subject: %2",
                "ce-subject: %zz",
                "ce-subject: 100%",
                "ce-subject: \"open",
                "ce-subject: \"half\" open",
                "ce-subject: one\r\nce-subject: two",
                "ce-datacontenttype: application/json",
                "ce-time: yesterday"
            })
    void what_cannot_be_an_attribute_is_refused(String header) {
        assertThat(binary("application/json", header).status()).isEqualTo(422);
    }

    @Test
    void one_bad_event_of_a_batch_is_told_and_the_others_are_taken() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(EVENT.replace("structured", "b" + i));
        }
        events.set(7, events.get(7).replace("\"type\"", "\"kind\""));

        RawHttp.Reply reply = hub.post("/events/ce", "application/cloudevents-batch+json", events.toString());
        RawHttp.Reply none = hub.post("/events/ce", "application/cloudevents-batch+json", "[]");

        assertThat(reply.status()).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            assertThat(reply.json().at("/results/" + i + "/status").asInt()).isEqualTo(i == 7 ? 422 : 202);
        }
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.json().path("results")).isEmpty();
    }

    @Test
    void a_sender_that_asks_may_send_and_is_told_how_much_and_is_never_called_back() {
        RawHttp.Reply asked =
                options("WebHook-Request-Origin: eventemitter.example.com\r\nWebHook-Request-Rate: 120\r\n"
                        + "WebHook-Request-Callback: http://127.0.0.1:" + hub.port + "/callback\r\n");
        RawHttp.Reply nobody = options("");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.head())
                .contains("webhook-allowed-origin: eventemitter.example.com")
                .contains("webhook-allowed-rate: 420")
                .contains("allow: post, options");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.head()).doesNotContain("webhook-allowed");
        assertThat(IngestHub.await(hub.ingest.refusals(Outcomes.UNKNOWN))).isEmpty();
    }

    private static RawHttp.Reply options(String headers) {
        return RawHttp.say(hub.port, "OPTIONS /events/ce HTTP/1.1\r\nHost: hub\r\n" + headers + "\r\n");
    }

    private static RawHttp.Reply binary(String contentType, String header) {
        return hub.post(
                "/events/ce",
                contentType,
                DATA,
                "ce-specversion: 1.0",
                "ce-type: com.example.someevent",
                "ce-id: binary-" + sent++,
                "ce-source: /mycontext/subcontext",
                header);
    }

    private static Envelope last() {
        return hub.journal.offers().get(hub.journal.offers().size() - 1).envelope();
    }
}
