package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders ask before they send, what a signature may not look like, and how events are named. */
class SenderTest {

    private static final String JSON = "application/json";
    private static final String SECRET = "s";

    private static TestRedis redis;
    private static IngestHub hub;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
    }

    @AfterAll
    static void stop() {
        hub.close();
        redis.close();
    }

    @Test
    void slack_is_answered_its_challenge_when_it_is_genuine_and_no_event_comes_of_it() {
        hub.source("chat", "{'kind':'webhook','preset':'slack','secrets':['s']}");
        String question = "{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"3eZbrw1a\"}";
        int before = hub.journal.offers().size();

        RawHttp.Reply unsigned = hub.post("/hooks/chat", JSON, question);
        RawHttp.Reply asked = slack(question);

        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.head()).contains("content-type: text/plain");
        assertThat(asked.body()).isEqualTo("3eZbrw1a");
        assertThat(hub.journal.offers()).hasSize(before);
    }

    private static RawHttp.Reply slack(String body) {
        long now = System.currentTimeMillis() / 1000;
        return hub.post(
                "/hooks/chat",
                JSON,
                body,
                "X-Slack-Request-Timestamp: " + now,
                "X-Slack-Signature: v0=" + hmac("v0:" + now + ':' + body));
    }

    @Test
    void meta_is_answered_its_challenge_when_it_shows_the_token_and_nothing_else_is() {
        hub.source("page", "{'kind':'webhook','preset':'meta','secrets':['s'],'verifyToken':'mellon'}");

        RawHttp.Reply asked = get("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=mellon");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.head()).contains("content-type: text/plain").contains("x-content-type-options: nosniff");
        assertThat(asked.body()).isEqualTo("1158201444");
        for (String token : List.of("", "&hub.verify_token=s", "&hub.verify_token=mellon&hub.verify_token=mellon")) {
            RawHttp.Reply refused = get("hub.mode=subscribe&hub.challenge=1" + token);
            assertThat(refused.status()).as(token).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("unverified");
        }
        assertThat(get("hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=mellon")
                        .status())
                .isEqualTo(400);
        assertThat(get("a=b").status()).isEqualTo(405);
        assertThat(IngestHub.await(hub.ingest.refusals("page")))
                .anySatisfy(refusal -> assertThat(refusal.cause()).startsWith("hub.verify_token: the token"));
    }

    private static RawHttp.Reply get(String query) {
        return RawHttp.say(hub.port, "GET /hooks/page?" + query + " HTTP/1.1\r\nHost: hub\r\n\r\n");
    }

    @Test
    void a_verify_token_is_kept_as_a_secret_and_kept_on_by_its_fingerprint() {
        hub.source("kept", "{'kind':'webhook','preset':'meta','secrets':['s'],'verifyToken':'speak, friend'}");
        String shown =
                IngestHub.await(hub.ingest.get("kept")).path("verifyToken").asText();

        hub.source("kept", "{'kind':'webhook','preset':'meta','secrets':['s'],'verifyToken':'" + shown + "'}");

        assertThat(shown).matches("\u2022\u2022\u2022\u2022[0-9a-f]{4}");
        assertThat(redis.ask("HGET", "sb:{hub}:sources", "kept"))
                .contains("dneirf ,kaeps")
                .doesNotContain("speak");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=%1$d",
                "v1=%2$s",
                "t=%1$d,v0=%2$s",
                "t=%1$d,t=%1$d,v1=%2$s",
                "t=1,t=%1$d,v1=%2$s",
                "t=%1$d,v1=%2$s,v1=zz",
                "t=%1$d,v1=%2$s,",
                "t=%1$d,v1=%2$s v1=%2$s",
                "t=%1$dx,v1=%2$s",
                "t=,v1=%2$s",
                "t=+%1$d,v1=%2$s",
                "t=%1$d,v1=%2$s00",
                "t=%1$d,v1=,v1=%2$s",
                "%2$s"
            })
    void a_signature_of_stripe_in_another_form_is_no_signature(String header) {
        hub.source("pay", "{'kind':'webhook','preset':'stripe','secrets':['s']}");
        String body = "{\"id\":\"e\",\"type\":\"t\"}";
        long now = System.currentTimeMillis() / 1000;
        String signature = hmac(now + "." + body);

        RawHttp.Reply reply =
                hub.post("/hooks/pay", JSON, body, "Stripe-Signature: " + String.format(header, now, signature));

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void stripe_may_sign_with_each_secret_that_it_knows() {
        hub.source("both", "{'kind':'webhook','preset':'stripe','secrets':['new','s']}");
        String body = "{\"id\":\"e\",\"type\":\"t\"}";
        long now = System.currentTimeMillis() / 1000;
        String header = "Stripe-Signature: t=" + now + ",v1=" + "0".repeat(64) + ",v1=" + hmac(now + "." + body)
                + ",v0=" + "1".repeat(64);

        assertThat(hub.post("/hooks/both", JSON, body, header).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'object_kind':'push','checkout_sha':'da','repository':{'homepage':'https://g/o/r'}}|com.gitlab.push|https://g/o/r|da",
                "{'object_kind':'tag_push','ref':'refs/tags/v1','repository':{'homepage':'https://g'}}|com.gitlab.tag_push|https://g|refs/tags/v1",
                "{'object_kind':'issue','object_attributes':{'iid':23,'state':'opened'},'repository':{'homepage':'https://g'}}|com.gitlab.issue.opened|https://g|23",
                "{'object_kind':'note','object_attributes':{'id':9,'noteable_type':'MergeRequest','url':'https://g/mr/1#note_9'}}|com.gitlab.note.merge_request|https://g/mr/1|9",
                "{'object_kind':'note','object_attributes':{'id':9,'noteable_type':'Commit'},'commit':{'url':'https://g/c'}}|com.gitlab.note.commit|https://g/c|9",
                "{'object_kind':'merge_request','object_attributes':{'iid':1,'action':'open'},'repository':{'homepage':'https://g'}}|com.gitlab.merge_request.open|https://g|1",
                "{'object_kind':'wiki_page','object_attributes':{'slug':'home','action':'create'},'project':{'web_url':'https://g/w'}}|com.gitlab.wiki_page.create|https://g/w|home",
                "{'object_kind':'pipeline','object_attributes':{'id':31,'status':'success'},'project':{'web_url':'https://g/p'}}|com.gitlab.pipeline.success|https://g/p|31",
                "{'object_kind':'build','build_id':380,'build_status':'created','repository':{'homepage':'https://g'}}|com.gitlab.job.created|https://g|380",
                "{'object_kind':'release','action':'create','project':{'web_url':'https://g/p'}}|com.gitlab.release|https://g/p|"
            })
    void events_of_gitlab_are_named_after_the_adapter(String body, String type, String source, String subject) {
        hub.source("lab", "{'kind':'webhook','preset':'gitlab','verify':'none'}");

        RawHttp.Reply reply =
                hub.post("/hooks/lab", JSON, body.replace('\'', '"'), "X-Gitlab-Event-UUID: " + body.hashCode());

        assertThat(reply.status()).isEqualTo(202);
        Envelope event = last().envelope();
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.id().ceSource()).isEqualTo(source);
        assertThat(event.subject()).isEqualTo(subject);
    }

    @Test
    void a_form_of_twilio_becomes_an_object_and_its_answer_is_an_empty_program() {
        hub.source("sms", "{'kind':'webhook','preset':'twilio','verify':'none','publicUrl':'https://h/x'}");

        RawHttp.Reply call = hub.post(
                "/hooks/sms",
                "application/x-www-form-urlencoded",
                "CallSid=CA1&CallStatus=in-progress&Digits=1&Tag=a&Tag=b%20c&Empty=&Flag");
        RawHttp.Reply next = hub.post(
                "/hooks/sms", "application/x-www-form-urlencoded", "CallSid=CA1&CallStatus=in-progress&Digits=2");
        RawHttp.Reply broken = hub.post("/hooks/sms", "application/x-www-form-urlencoded", "CallSid=%zz");

        assertThat(call.status()).isEqualTo(202);
        assertThat(call.head()).contains("content-type: text/xml");
        assertThat(call.body()).endsWith("<Response/>");
        assertThat(next.status()).as("another question in the same status").isEqualTo(202);
        assertThat(broken.status()).isEqualTo(400);
        Offer first = hub.journal.offers().get(hub.journal.offers().size() - 2);
        assertThat(first.envelope().type()).isEqualTo("com.twilio.call.in-progress");
        assertThat(first.key()).isEqualTo("CA1");
        assertThat(first.envelope().data().json())
                .isEqualTo(
                        IngestHub.json(
                                "{'CallSid':'CA1','CallStatus':'in-progress','Digits':'1','Empty':'','Flag':'','Tag':['a','b c']}"));
    }

    @Test
    void events_of_a_customer_of_stripe_are_kept_in_order_and_those_without_one_by_their_object() {
        hub.source("money", "{'kind':'webhook','preset':'stripe','verify':'none'}");

        hub.post(
                "/hooks/money",
                JSON,
                "{\"id\":\"e1\",\"type\":\"a\",\"created\":1767323045,\"data\":{\"object\":{\"id\":\"in_1\",\"customer\":\"cus_1\"}}}");
        assertThat(last().key()).isEqualTo("cus_1");
        assertThat(last().envelope().time()).isEqualTo("2026-01-02T03:04:05Z");
        hub.post(
                "/hooks/money",
                JSON,
                "{\"id\":\"e2\",\"type\":\"customer.created\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}");
        assertThat(last().key()).isEqualTo("cus_1");
        assertThat(hub.post("/hooks/money", JSON, "{\"id\":\"e3\"}").status()).isEqualTo(422);
    }

    private static Offer last() {
        return hub.journal.offers().get(hub.journal.offers().size() - 1);
    }

    private static String hmac(String text) {
        return HubClient.hmac(SECRET, text.getBytes(StandardCharsets.UTF_8));
    }
}
