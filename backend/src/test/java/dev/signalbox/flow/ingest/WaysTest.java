package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.trace.Moment;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaysTest {

    private static final String DATA =
            "{\"id\":\"7\",\"big\":12345678901234567890,\"subject\":\"s\", \"type\":\"paid\"}";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/shop\",\"type\":\"paid\",\"subject\":\"s\",\"data\":"
                    + DATA + "}";
    private static final String CLOUD = "application/cloudevents+json";
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
        redis.flush();
        hub = new IngestHub(redis);
        hub.source("shop", "{'kind':'webhook'}");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void what_a_hub_has_sent_is_as_deep_as_it_says_and_anything_else_begins_anew() {
        hub.post("/hooks/shop", "application/json", "{\"id\":\"d1\"}", "Signalbox-Depth: 16");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"d2\"}", "Signalbox-Depth: -1");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"d3\"}", "Signalbox-Depth: 99999999999");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"d4\"}");

        assertThat(hub.journal.offers()).extracting(Offer::depth).containsExactly(16, 0, 0, 0);
    }

    @Test
    void the_same_event_becomes_the_same_offer_whichever_way_it_comes() {
        hub.source("queue", "{'kind':'redis-stream','stream':'orders'}");
        hub.post("/hooks/shop", "application/json", DATA);
        hub.post("/events/shop", CLOUD, EVENT);
        hub.post(
                "/events/shop",
                "application/json",
                DATA,
                "ce-specversion: 1.0",
                "ce-id: 8",
                "ce-source: /sh%6Fp",
                "ce-type: paid",
                "ce-subject: s");
        redis.ask("XADD", "orders", "*", "data", DATA);
        JsonObject reply = (JsonObject) IngestHub.await(hub.vertx.eventBus().request("ingest", new JsonObject(EVENT)))
                .body();
        IngestHub.until(() -> hub.journal.offers().size() == 5);

        List<Offer> offers = hub.journal.offers();
        assertThat(offers).allSatisfy(offer -> {
            assertThat(offer.envelope().type()).isEqualTo("paid");
            assertThat(offer.envelope().subject()).isEqualTo("s");
            assertThat(offer.key()).isEqualTo("s");
            assertThat(offer.traceParent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
            assertThat(offer.envelope().data().json().path("big").bigIntegerValue())
                    .isEqualTo("12345678901234567890");
        });
        assertThat(offers.stream().map(offer -> offer.envelope().id().source()))
                .containsExactlyInAnyOrder("shop", "shop", "shop", "queue", "bus");
        assertThat(reply.getMap()).containsKeys("id", "partition", "position").containsEntry("duplicate", false);
    }

    @Test
    void the_partition_key_of_a_cloud_event_is_the_same_in_both_of_its_forms() {
        hub.source("cards", "{'kind':'webhook','partitionBy':'/data/card'}");
        hub.post(
                "/events/cards",
                CLOUD,
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/pay\",\"type\":\"paid\",\"data\":{\"card\":\"4711\"}}");
        hub.post(
                "/events/cards",
                "application/json",
                "{\"card\":\"4711\"}",
                "ce-specversion: 1.0",
                "ce-id: 2",
                "ce-source: /pay",
                "ce-type: paid");

        assertThat(hub.journal.offers()).extracting(Offer::key).containsExactly("4711", "4711");
    }

    @Test
    void a_second_delivery_is_told_the_first_position_and_whether_it_differs() {
        RawHttp.Reply first = hub.post("/hooks/shop", "application/json", DATA);
        RawHttp.Reply second = hub.post("/hooks/shop", "application/json", DATA);
        RawHttp.Reply third = hub.post("/hooks/shop", "application/json", "{\"id\":\"7\"}");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("{\"id\":\"7\",\"partition\":0,\"position\":1,\"duplicate\":false}");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo("{\"id\":\"7\",\"partition\":0,\"position\":1,\"duplicate\":true}");
        assertThat(third.json().path("payloadMismatch").asBoolean()).isTrue();
        assertThat(hub.moments)
                .hasExactlyElementsOfTypes(Moment.Journaled.class, Moment.Duplicate.class, Moment.Duplicate.class);
    }

    @Test
    void an_event_without_an_id_gets_one_and_the_sender_is_told_so() {
        RawHttp.Reply reply = hub.post("/hooks/shop", "application/json", "{}");
        RawHttp.Reply keyed = hub.post("/hooks/shop", "application/json", "{}", "Idempotency-Key: k1");

        assertThat(reply.json().path("deduplicated").isBoolean()).isTrue();
        assertThat(reply.json().path("id").asText()).hasSize(32);
        assertThat(keyed.json().path("id").asText()).isEqualTo("k1");
        assertThat(keyed.json().has("deduplicated")).isFalse();
        assertThat(hub.journal.offers().get(0).envelope().type()).isEqualTo("shop.received");
    }

    @Test
    void a_batch_is_answered_event_by_event() {
        RawHttp.Reply reply =
                hub.post("/events/shop", "application/cloudevents-batch+json", "[" + EVENT + ",{}, " + EVENT + "]");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("results").findValuesAsText("status")).containsExactly("202", "422", "200");
    }

    @Test
    void while_the_journal_is_away_the_sender_is_told_to_come_again() {
        hub.journal.refuse(new Offered.Refused("journal_unavailable", "Redis is away", 2));

        RawHttp.Reply one = hub.post("/hooks/shop", "application/json", DATA);
        RawHttp.Reply batch = hub.post("/events/shop", "application/cloudevents-batch+json", "[" + EVENT + "]");

        assertThat(one.status()).isEqualTo(503);
        assertThat(one.code()).isEqualTo("journal_unavailable");
        assertThat(one.head()).as("two seconds or somewhat more").containsPattern("retry-after: [2-5]\\b");
        assertThat(batch.status()).isEqualTo(503);
    }

    @Test
    void a_program_in_the_process_that_sends_no_event_is_told_why() {
        assertThatThrownBy(
                        () -> IngestHub.await(hub.vertx.eventBus().request("ingest", new JsonObject().put("id", "1"))))
                .isInstanceOf(ReplyException.class)
                .hasMessageContaining("attribute type is missing");
        assertThatThrownBy(() -> IngestHub.await(
                        hub.vertx.eventBus().request("ingest", new JsonObject().put("signalboxSource", "no"))))
                .hasMessageContaining("no source is named no");
    }

    @Test
    void the_sender_of_cloud_events_is_told_how_much_it_may_send() {
        RawHttp.Reply reply = RawHttp.say(
                hub.port,
                "OPTIONS /events/shop HTTP/1.1\r\nHost: hub\r\nWebHook-Request-Origin: sender.example\r\nWebHook-Request-Callback: http://127.0.0.1/\r\n\r\n");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head()).contains("webhook-allowed-origin: sender.example", "webhook-allowed-rate: 30000");
    }
}
