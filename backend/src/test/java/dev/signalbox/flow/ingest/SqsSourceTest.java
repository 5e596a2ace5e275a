package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.refused.RefusedMessage;
import dev.signalbox.testing.LossyLine;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.TestSqs;
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
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Against a broker that speaks as SQS does. */
class SqsSourceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestRedis redis;
    private static TestSqs sqs;
    private String name;
    private String url;
    private IngestHub hub;

    @BeforeAll
    static void startBroker() {
        sqs = TestSqs.shared();
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopBroker() {
        redis.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        name = name.substring(0, Math.min(70, name.length()));
        url = sqs.queue(name, Map.of());
        hub = new IngestHub(redis);
    }

    @AfterEach
    void stop() {
        IngestHub.await(hub.ingest.delete("orders"));
        hub.close();
    }

    @Test
    void messages_are_deleted_after_the_journal_has_them_and_given_back_by_a_pause() {
        hub.journal.refuse(new Offered.Refused("journal_unavailable", "away", 1));
        sqs.send(url, 0, 100, SqsSourceTest::entry);
        read(",'visibility':10");
        IngestHub.until(() -> hub.journal.refusals() >= 40);
        Until.value("lag", SOON, this::status, status -> Long.valueOf(100).equals(status.lag()));
        Until.value("four receivers", SOON, () -> sqs.depth(url), List.of(60, 40)::equals);

        IngestHub.await(hub.ingest.pause("orders"));
        Until.value("all back at once", Duration.ofSeconds(5), () -> sqs.depth(url), List.of(100, 0)::equals);
        hub.journal.refuse(null);
        IngestHub.await(hub.ingest.resume("orders"));

        Set<Integer> all = IntStream.range(0, 100).boxed().collect(Collectors.toSet());
        Until.value("all", SOON, () -> Set.copyOf(numbers()), all::equals);
        assertThat(numbers()).hasSize(100);
        Until.value("an empty queue", SOON, () -> sqs.depth(url), List.of(0, 0)::equals);
        Until.value("no lag", SOON, this::status, status -> Long.valueOf(0).equals(status.lag()));
    }

    @Test
    void a_call_that_waits_for_messages_holds_up_no_change_and_gives_back_what_it_brings() {
        String first = url;
        read("");
        Until.holds("calls that wait", SOON, () -> status().lag() != null);
        url = sqs.queue(name + "-other", Map.of());
        sqs.send(url, 1, 2, SqsSourceTest::entry);
        read("");
        Until.value("from the other queue", Duration.ofSeconds(10), this::numbers, List.of(1)::equals);

        sqs.send(first, 2, 3, SqsSourceTest::entry);
        Until.holds("it is anybody's", Duration.ofSeconds(10), () -> !sqs.take(first)
                .isEmpty());
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void what_waits_for_the_journal_stays_hidden_from_others_for_as_long_as_it_takes() {
        hub.journal.refuse(new Offered.Refused("journal_unavailable", "away", 4));
        sqs.send(url, 0, 1, SqsSourceTest::entry);
        read(",'visibility':5,'receivers':1");
        IngestHub.until(() -> hub.journal.refusals() > 0);

        long begun = System.nanoTime();
        Until.holds("longer than it is hidden for at first", SOON, () -> {
            assertThat(sqs.take(url)).isEmpty();
            return System.nanoTime() - begun > Duration.ofSeconds(7).toNanos();
        });
        hub.journal.refuse(null);

        Until.value("it", SOON, this::numbers, List.of(0)::equals);
    }

    @Test
    void of_a_fifo_queue_each_group_comes_in_order_and_repeats_are_known_by_group_and_id() {
        url = sqs.queue("of-a-fifo-queue.fifo", Map.of());
        hub.journal.refuse(new Offered.Refused("journal_unavailable", "away", 1));
        sqs.send(url, 0, 200, n -> entry(n).messageGroupId("g" + n % 4).messageDeduplicationId("d" + n));
        read("");
        IngestHub.until(() -> hub.journal.refusals() >= 10);
        hub.journal.refuse(null);
        Until.value("all", SOON, this::numbers, all -> all.size() == 200);

        Map<Integer, List<Integer>> groups = numbers().stream().collect(Collectors.groupingBy(n -> n % 4));
        assertThat(groups.values()).allSatisfy(group -> assertThat(group).isSorted());
        assertThat(hub.journal.offers()).extracting(Offer::key).contains("g0", "g1", "g2", "g3");
        assertThat(ids()).contains("g0/d0", "g3/d199");
        assertThat(status().duplicates()).isZero();
    }

    @Test
    void where_the_id_against_repeats_is_but_a_hash_two_messages_that_are_alike_are_two() {
        url = sqs.queue("alike.fifo", Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        read("");
        String id = sqs.client()
                .sendMessage(ask -> ask.queueUrl(url).messageBody("{\"n\":1}").messageGroupId("g"))
                .messageId();

        Until.value("it", SOON, this::ids, List.of(id)::equals);
    }

    @Test
    void a_message_that_is_no_event_is_refused_can_be_looked_at_and_holds_nobody_up() {
        read("");
        String id = sqs.client()
                .sendMessage(ask -> ask.queueUrl(url).messageBody("{broken"))
                .messageId();
        sqs.send(url, 2, 3, SqsSourceTest::entry);
        Until.value("the good one", SOON, this::numbers, List.of(2)::equals);

        Refusal refusal = Until.value(
                        "one", SOON, () -> IngestHub.await(hub.ingest.refusals("orders")), all -> all.size() == 1)
                .get(0);
        assertThat(refusal.code()).isEqualTo("malformed");
        assertThat(refusal.cause()).startsWith("message " + id);
        RefusedMessage.Letter kept = hub.kept("orders").get(0).letter();
        assertThat(new String(kept.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("{broken");
        assertThat(kept.headers())
                .contains(Map.entry("sqs-message-id", id), Map.entry("sqs-approximate-receive-count", "1"))
                .anySatisfy(header -> assertThat(header.getKey() + header.getValue())
                        .startsWith("sqs-sent-timestamp")
                        .endsWith("Z"));
        Until.value("an empty queue", SOON, () -> sqs.depth(url), List.of(0, 0)::equals);
    }

    @Test
    void ids_keys_and_times_may_stand_elsewhere_and_cloud_events_bring_their_own() {
        read(",'map':{'id':'header:Order','time':'header:sqs-sent-timestamp'},'partitionBy':'/customer'");
        send("{'customer':'c1'}", Map.of("order", "e1"));
        Until.value("the first", SOON, this::ids, List.of("e1")::equals);
        send("{'customer':'c1'}", Map.of("order", "e1"));
        Until.holds("a duplicate", SOON, () -> status().duplicates() == 1);
        send("[1]", Map.of("ce_specversion", "1.0", "ce_id", "e2", "ce_source", "/s", "ce_type", "paid"));
        Until.value("all", SOON, this::ids, List.of("e1", "e2")::equals);

        assertThat(hub.journal.offers()).extracting(Offer::key).containsExactly("c1", "e2");
        assertThat(hub.journal.offers().get(0).envelope().time()).endsWith("Z");
        Until.value("an empty queue", SOON, () -> sqs.depth(url), List.of(0, 0)::equals);
    }

    @Test
    void what_sns_put_around_a_message_is_taken_off_where_it_is_said() {
        read(",'unwrap':'sns','partitionBy':'header:customer'");
        send(
                "{'Type':'Notification','MessageId':'t1','TopicArn':'arn:aws:sns:eu-central-1:1:paid',"
                        + "'Message':'{\\'n\\':7}','MessageAttributes':{'customer':{'Type':'String','Value':'c1'}}}",
                Map.of());
        Until.value("it", SOON, this::numbers, List.of(7)::equals);
        send("{'n':8}", Map.of());
        Until.value("as it is", SOON, this::numbers, List.of(7, 8)::equals);

        assertThat(ids().get(0)).isEqualTo("t1");
        assertThat(hub.journal.offers().get(0).key()).isEqualTo("c1");
    }

    @Test
    void hubs_compete_for_the_messages_of_a_queue() {
        read("");
        try (IngestHub other = new IngestHub(redis)) {
            sqs.send(url, 0, 400, SqsSourceTest::entry);
            Set<Integer> all = IntStream.range(0, 400).boxed().collect(Collectors.toSet());
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
    void a_queue_that_is_not_there_and_a_place_where_nobody_is_are_told_in_words() {
        url += "-not";
        read("");
        String gone = Until.value("trouble", SOON, this::status, status -> status.lastError() != null)
                .lastError();
        assertThat(gone)
                .startsWith("SQS has no such queue: ")
                .contains(url + ", region eu-central-1")
                .endsWith("make it, or correct queueUrl");

        read(",'endpoint':'http://127.0.0.1:1'");
        Until.holds("nobody there", SOON, () -> String.valueOf(status().lastError())
                .matches("SQS cannot be reached: .*refused.*\\(http://127.0.0.1:1\\); is it there, .*"));
    }

    @Test
    void calls_that_break_are_told_and_made_again() throws IOException {
        try (LossyLine line = new LossyLine(sqs.port())) {
            read(",'endpoint':'http://127.0.0.1:" + line.port() + "','visibility':5");
            sqs.send(url, 1, 2, SqsSourceTest::entry);
            Until.value("the first", SOON, this::numbers, List.of(1)::equals);

            /* What SQS gave to a call that broke is hidden until its time is over. */
            line.cut();
            Until.holds(
                    "trouble", SOON, () -> String.valueOf(status().lastError()).contains("SQS cannot be reached"));
            sqs.send(url, 2, 3, SqsSourceTest::entry);
            Until.value("the second", SOON, this::numbers, List.of(1, 2)::equals);
        }
    }

    private void read(String more) {
        String endpoint = more.contains("'endpoint'") ? "" : ",'endpoint':'" + sqs.endpoint() + "'";
        hub.source(
                "orders",
                "{'kind':'sqs','queueUrl':'" + url
                        + "','region':'eu-central-1','accessKeyId':'AKIATEST','secrets':['s']" + endpoint + more + '}');
    }

    private static SendMessageBatchRequestEntry.Builder entry(int n) {
        return SendMessageBatchRequestEntry.builder().messageBody("{\"n\":" + n + '}');
    }

    private void send(String body, Map<String, String> attributes) {
        SendMessageRequest.Builder made =
                SendMessageRequest.builder().queueUrl(url).messageBody(body.replace('\'', '"'));
        made.messageAttributes(attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(each.getValue())
                        .build())));
        sqs.client().sendMessage(made.build());
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
