package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestCertificate;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amazon SNS, with a certificate of the test's own in the place of Amazon's. */
class SnsTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:orders";
    private static final String CERTIFICATE =
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-01d088a6f77103d0fe307c0069e40ed6.pem";
    private static final String SUBSCRIBE =
            "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336";

    private static TestRedis redis;
    private static IngestHub hub;
    private static PrivateKey key;
    private static int sent;

    @BeforeAll
    static void start() {
        key = TestCertificate.shared().privateKey();
        redis = TestRedis.start();
        hub = new IngestHub(redis);
        hub.outside.put(CERTIFICATE, Buffer.buffer(TestCertificate.shared().pem()));
        hub.source("topic", "{'kind':'webhook','preset':'sns','topics':['" + TOPIC + "']}");
        hub.source("old", "{'kind':'webhook','preset':'sns','topics':['" + TOPIC + "'],'signatureVersions':['1','2']}");
    }

    @AfterAll
    static void stop() {
        hub.close();
        redis.close();
    }

    @Test
    void a_notification_is_an_event_and_the_certificate_is_fetched_once() throws Exception {
        Map<String, String> message = notification();
        message.put("Subject", "an order");
        String body = signed(message, "2");

        assertThat(post("topic", body).status()).isEqualTo(202);
        assertThat(post("topic", body).status()).isEqualTo(200);
        assertThat(post("topic", signed(notification(), "2")).status()).isEqualTo(202);

        assertThat(hub.fetched.stream().filter(CERTIFICATE::equals)).hasSize(1);
        Envelope event =
                hub.journal.offers().get(hub.journal.offers().size() - 2).envelope();
        assertThat(event.type()).isEqualTo("com.amazonaws.sns.Notification");
        assertThat(event.id().ceSource()).isEqualTo(TOPIC);
        assertThat(event.subject()).isEqualTo("an order");
        assertThat(event.time()).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void a_notification_may_have_attributes_which_sns_does_not_sign_and_no_other_parts() throws Exception {
        ObjectNode message = (ObjectNode) IngestHub.exactJson(signed(notification(), "2"));
        message.putObject("MessageAttributes")
                .putObject("store")
                .put("Type", "String")
                .put("Value", "berlin");
        assertThat(post("topic", message.toString()).status()).isEqualTo(202);

        ObjectNode strange = (ObjectNode) IngestHub.exactJson(signed(notification(), "2"));
        strange.putObject("Other");
        assertThat(post("topic", strange.toString()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"})
    void whatever_is_changed_in_what_is_signed_is_refused(String name) throws Exception {
        Map<String, String> message = notification();
        message.put("Subject", "an order");
        String good = signed(message, "2");
        ObjectNode changed = (ObjectNode) IngestHub.exactJson(good);
        changed.put(name, changed.path(name).asText() + "x");
        ObjectNode without = (ObjectNode) IngestHub.exactJson(good);
        without.remove(name);

        assertThat(post("topic", changed.toString()).status()).isEqualTo(401);
        assertThat(post("topic", without.toString()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com.evil.example/a.pem",
                "https://evil.example/sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com:8443/a.pem",
                "https://u@sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com@evil.example/a.pem",
                "https://sns.evil.example/.amazonaws.com/a.pem",
                "https://xsns.us-east-1.amazonaws.com/a.pem",
                "https://sns.a.b.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem#.pem",
                "https://sns.us-east-1.amazonaws.com/",
                "https://127.0.0.1/a.pem",
                "file:///etc/a.pem",
                ""
            })
    void a_certificate_from_elsewhere_is_not_even_fetched(String url) throws Exception {
        Map<String, String> message = notification();
        message.put("SigningCertURL", url);
        int before = hub.fetched.size();

        assertThat(post("topic", signed(message, "2")).status()).isEqualTo(401);
        assertThat(hub.fetched).hasSize(before);
    }

    @Test
    void another_topic_an_old_signature_and_a_raw_delivery_are_refused() throws Exception {
        Map<String, String> other = notification();
        other.put("TopicArn", TOPIC + "-2");

        assertThat(post("topic", signed(other, "2")).status()).isEqualTo(401);
        assertThat(post("topic", signed(notification(), "1")).status()).isEqualTo(401);
        assertThat(post("old", signed(notification(), "1")).status()).isEqualTo(202);
        assertThat(post("topic", signed(notification(), "2"), "x-amz-sns-rawdelivery: true")
                        .status())
                .isEqualTo(401);
        assertThat(IngestHub.await(hub.ingest.refusals("topic")))
                .extracting(Refusal::code)
                .startsWith("signature_missing", "signature_malformed", "topic_unknown");
    }

    @Test
    void a_certificate_that_cannot_be_fetched_is_the_hubs_trouble_and_the_sender_comes_again() throws Exception {
        Map<String, String> message = notification();
        message.put("SigningCertURL", "https://sns.eu-west-1.amazonaws.com/gone.pem");

        RawHttp.Reply reply = post("topic", signed(message, "2"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("sender_unreachable");
        assertThat(reply.head()).contains("retry-after:");
    }

    @Test
    void a_subscription_is_confirmed_when_it_is_genuine_and_no_event_comes_of_it() throws Exception {
        int before = hub.journal.offers().size();
        Map<String, String> forged = confirmation(SUBSCRIBE);
        Map<String, String> elsewhere = confirmation("https://evil.example/?Action=ConfirmSubscription");

        Map<String, String> other = confirmation(SUBSCRIBE);
        other.put("TopicArn", TOPIC + "-2");
        hub.source("open", "{'kind':'webhook','preset':'sns','verify':'none','topics':['" + TOPIC + "']}");

        assertThat(post("open", signed(other, "2")).status()).isEqualTo(401);
        assertThat(post("topic", signed(elsewhere, "2")).status()).isEqualTo(401);
        String good = signed(forged, "2");
        assertThat(post("topic", good.replace("2336", "2337")).status()).isEqualTo(401);
        assertThat(hub.fetched).doesNotContain(SUBSCRIBE).noneMatch(uri -> uri.contains("evil"));
        assertThat(post("topic", good).status()).as("SNS does not answer").isEqualTo(503);
        hub.outside.put(SUBSCRIBE, Buffer.buffer("<ok/>"));
        assertThat(post("topic", good).status()).isEqualTo(200);

        assertThat(hub.fetched).contains(SUBSCRIBE);
        assertThat(hub.journal.offers()).hasSize(before);
    }

    private static RawHttp.Reply post(String source, String body, String... headers) {
        return hub.post("/hooks/" + source, "text/plain; charset=UTF-8", body, headers);
    }

    private static Map<String, String> notification() {
        Map<String, String> message = new TreeMap<>(Map.of(
                "Type", "Notification",
                "Message", "{\"order\": 42, \"note\": \"gr\u00f6\u00dfer\"}",
                "TopicArn", TOPIC,
                "Timestamp", "2026-01-02T03:04:05.678Z",
                "SigningCertURL", CERTIFICATE));
        message.put("MessageId", "m-" + sent++);
        return message;
    }

    private static Map<String, String> confirmation(String url) {
        Map<String, String> message = notification();
        message.putAll(Map.of("Type", "SubscriptionConfirmation", "Token", "2336", "SubscribeURL", url));
        return message;
    }

    /** As SNS signs: the names in the order of the alphabet, each and its value in a line. */
    private static String signed(Map<String, String> message, String version) throws Exception {
        StringBuilder text = new StringBuilder();
        message.forEach((name, value) -> {
            if (!List.of("SigningCertURL").contains(name)) {
                text.append(name).append('\n').append(value).append('\n');
            }
        });
        Signature signer = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
        signer.initSign(key);
        signer.update(text.toString().getBytes(StandardCharsets.UTF_8));
        Map<String, String> whole = new TreeMap<>(message);
        whole.put("SignatureVersion", version);
        whole.put("Signature", Base64.getEncoder().encodeToString(signer.sign()));
        ObjectNode json = (ObjectNode) IngestHub.exactJson("{}");
        whole.forEach(json::put);
        return json.toString();
    }
}
