package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.refused.RefusedMessage;
import dev.signalbox.flow.refused.Standing;
import dev.signalbox.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are no events, by the way of a Redis stream. */
class RefusedMessagesTest {

    private static final String NO_ID = ",'map':{'id':'/nowhere'}";
    private TestRedis redis;
    private IngestHub hub;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
    }

    @AfterEach
    void stop() {
        hub.close();
        redis.close();
    }

    @Test
    void a_message_is_kept_with_all_that_is_known_of_it_and_another_hub_finds_it() {
        read("");
        redis.ask("XADD", "orders", "1-1", "data", "{broken", "customer", "c1");
        IngestHub.until(() -> kept().size() == 1 && pending().startsWith("0"));
        hub.close();
        hub = new IngestHub(redis);

        RefusedMessage message = kept().get(0);
        assertThat(message.code()).isEqualTo("malformed");
        assertThat(message.cause()).contains("line 1");
        assertThat(message.letter().place()).isEqualTo("1-1");
        assertThat(message.letter().headers()).contains(Map.entry("customer", "c1"));
        assertThat(text(message)).isEqualTo("{broken");
        assertThat(standings()).singleElement().satisfies(standing -> assertThat(standing.messages())
                .isEqualTo(1));
    }

    @Test
    void a_message_that_comes_again_before_its_broker_knows_is_kept_once() {
        read("");
        redis.ask("XADD", "orders", "1-1", "data", "{broken");
        IngestHub.until(() -> refusals() == 1 && pending().startsWith("0"));

        redis.ask("XCLAIM", "orders", "hub", "signalbox", "0", "1-1", "FORCE");

        IngestHub.until(() -> refusals() == 2 && pending().startsWith("0"));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void what_was_no_event_is_one_when_its_source_was_mended() {
        read(NO_ID);
        add(1);
        add(2);
        add(3);
        IngestHub.until(() -> kept().size() == 3);

        read("");
        Change change = retake();

        assertThat(change).isEqualTo(new Change.Retaken(3, 0, 0, 0, null));
        assertThat(ids()).containsExactly("e1", "e2", "e3");
        assertThat(kept()).isEmpty();
        assertThat(standings()).isEmpty();
        assertThat(retake()).isEqualTo(new Change.Retaken(0, 0, 0, 0, null));
    }

    @Test
    void what_is_still_no_event_stays_with_its_new_cause_and_only_what_was_asked_for_is_tried() {
        read(NO_ID);
        add(1);
        redis.ask("XADD", "orders", "*", "data", "{\"n\":2}");
        add(3);
        IngestHub.until(() -> kept().size() == 3);
        String third = kept().get(0).id();
        String second = kept().get(1).id();

        read(",'map':{'id':'/id'}");
        assertThat(retake(third)).isEqualTo(new Change.Retaken(1, 0, 0, 2, null));
        assertThat(retake(second)).isEqualTo(new Change.Retaken(0, 0, 1, 2, null));

        assertThat(ids()).containsExactly("e3");
        assertThat(kept().get(0).cause()).contains("/id").doesNotContain("nowhere");
    }

    @Test
    void a_hub_that_ended_before_it_forgot_what_it_took_again_starts_nothing_twice() {
        read(NO_ID);
        add(1);
        IngestHub.until(() -> kept().size() == 1);
        RefusedMessage message = kept().get(0);
        read("");
        retake();

        IngestHub.await(hub.refused.keep(message));

        assertThat(retake()).isEqualTo(new Change.Retaken(0, 1, 0, 0, null));
        assertThat(ids()).containsExactly("e1");
    }

    @Test
    void where_no_more_can_be_kept_the_source_waits_until_somebody_has_made_room() {
        read(NO_ID);
        for (int i = 1; i <= 7; i++) {
            add(i);
        }
        IngestHub.until(() -> String.valueOf(status().lastError()).startsWith("refused_full: as many messages"));
        assertThat(pending()).doesNotStartWith("0");
        assertThat(kept()).hasSize(IngestHub.ROOM.messages());

        List<String> first = IngestHub.await(hub.refused.oldest("queue", 2));
        assertThat(IngestHub.await(hub.refused.discard("queue", first))).isEqualTo(2);

        List<String> rest = List.of(data(7), data(6), data(5), data(4), data(3));
        IngestHub.until(
                () -> kept().stream().map(RefusedMessagesTest::text).toList().equals(rest)
                        && pending().startsWith("0"));
    }

    @Test
    void bytes_are_bounded_too_but_a_single_one_is_kept_whatever_its_size() {
        read(",'limits':{'body':1000000}");
        redis.ask("XADD", "orders", "*", "data", "{broken" + "x".repeat(100_000));
        IngestHub.until(() -> kept().size() == 1);

        redis.ask("XADD", "orders", "*", "data", "{broken");
        IngestHub.until(() -> String.valueOf(status().lastError()).startsWith("refused_full"));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void while_it_cannot_be_kept_it_is_not_acknowledged_and_what_follows_waits() {
        try (TestRedis foreign = TestRedis.start()) {
            hub.source(
                    "queue", "{'kind':'redis-stream','stream':'orders','group':'hub','url':'" + foreign.url() + "'}");
            foreign.ask("XADD", "orders", "*", "data", data(1));
            IngestHub.until(() -> ids().equals(List.of("e1")));

            redis.kill();
            foreign.ask("XADD", "orders", "*", "data", "{broken");
            foreign.ask("XADD", "orders", "*", "data", data(2));
            IngestHub.until(
                    () -> String.valueOf(status().lastError()).contains("a message that is no event cannot be kept"));
            assertThat(ids()).containsExactly("e1");

            redis.restart();
            IngestHub.until(() -> ids().equals(List.of("e1", "e2")));
            assertThat(kept()).hasSize(1);
            assertThat(foreign.ask("XPENDING", "orders", "hub")).startsWith("0");
        }
    }

    @Test
    void a_source_that_is_gone_or_paused_takes_nothing_again_and_nothing_is_lost() {
        read(NO_ID);
        add(1);
        IngestHub.until(() -> kept().size() == 1);

        IngestHub.await(hub.ingest.pause("queue"));
        assertThat(retake()).isInstanceOfSatisfying(Change.Refused.class, no -> assertThat(no.code())
                .isEqualTo("paused"));
        IngestHub.await(hub.ingest.delete("queue"));
        assertThat(retake()).isEqualTo(new Change.Absent("source", "queue"));

        assertThat(standings()).extracting(Standing::source).containsExactly("queue");
        read("");
        retake();
        assertThat(ids()).containsExactly("e1");
    }

    @Test
    void what_a_source_hides_is_remembered_to_be_hidden() {
        read(NO_ID + ",'redact':['/card']");
        add(1);
        IngestHub.until(() -> kept().size() == 1);

        assertThat(kept().get(0).hides()).isTrue();
    }

    private void read(String more) {
        hub.source("queue", "{'kind':'redis-stream','stream':'orders','group':'hub'" + more + '}');
    }

    private void add(int i) {
        redis.ask("XADD", "orders", "*", "data", data(i));
    }

    private static String data(int i) {
        return "{\"id\":\"e" + i + "\"}";
    }

    private Change retake(String... ids) {
        return IngestHub.await(hub.ingest.retake("queue", List.of(ids)));
    }

    private List<RefusedMessage> kept() {
        return hub.kept("queue");
    }

    private List<Standing> standings() {
        return IngestHub.await(hub.refused.standings());
    }

    private SourceStatus status() {
        return IngestHub.await(hub.ingest.status("queue"));
    }

    private long refusals() {
        return status().refused();
    }

    private static String text(RefusedMessage message) {
        return new String(message.letter().body().bytes(), StandardCharsets.UTF_8);
    }

    private List<String> ids() {
        return hub.journal.offers().stream()
                .map(offer -> offer.envelope().id().id())
                .toList();
    }

    private String pending() {
        return redis.ask("XPENDING", "orders", "hub");
    }
}
