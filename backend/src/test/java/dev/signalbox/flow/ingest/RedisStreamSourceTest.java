package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Offered;
import dev.signalbox.testing.TestRedis;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisStreamSourceTest {

    private static final String SOURCE = "{'kind':'redis-stream','stream':'orders','group':'hub'}";
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
    void entries_come_in_order_and_stay_pending_until_the_journal_has_them() {
        hub.journal.refuse(new Offered.Refused("journal_unavailable", "away", 1));
        IntStream.range(0, 200).forEach(this::add);
        redis.ask("XGROUP", "CREATE", "orders", "hub", "0");
        hub.source("queue", SOURCE);
        IngestHub.until(() -> hub.journal.refusals() >= 128);

        hub.journal.refuse(null);
        IngestHub.until(() -> pending().startsWith("0") && ids().size() == 200);

        assertThat(ids())
                .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void what_was_read_together_does_not_overtake_what_is_put_off() {
        hub.strain.most = 1_000;
        add(1);
        redis.ask("XADD", "orders", "*", "data", "{\"id\":\"e2\",\"more\":\"" + "x".repeat(1_000) + "\"}");
        add(3);
        hub.source("queue", SOURCE);
        IngestHub.until(() -> IngestHub.await(hub.ingest.status("queue")).lastError() != null);
        assertThat(ids()).containsExactly("e1");

        hub.strain.most = Long.MAX_VALUE;

        IngestHub.until(
                () -> ids().equals(List.of("e1", "e2", "e3")) && pending().startsWith("0"));
    }

    @Test
    void a_hub_that_ended_before_its_acknowledgement_reads_the_entry_again() {
        MemoryJournal journal = hub.journal;
        add(1);
        redis.ask("XGROUP", "CREATE", "orders", "hub", "0");
        redis.ask("XREADGROUP", "GROUP", "hub", "signalbox", "STREAMS", "orders", ">");

        hub.source("queue", SOURCE);

        IngestHub.until(() -> journal.offers().size() == 1 && pending().startsWith("0"));
    }

    @Test
    void an_entry_that_another_hub_left_behind_is_read_again_without_a_start() {
        hub.source("queue", SOURCE);
        add(1);
        IngestHub.until(() -> ids().size() == 1 && pending().startsWith("0"));
        String id = redis.ask("XADD", "orders", "*", "data", "{broken").strip();
        IngestHub.until(() -> refusals() == 1 && pending().startsWith("0"));

        redis.ask("XCLAIM", "orders", "hub", "signalbox", "0", id, "FORCE");

        IngestHub.until(() -> refusals() == 2 && pending().startsWith("0"));
    }

    @Test
    void an_entry_that_is_no_event_is_refused_with_its_cause_and_holds_nobody_up() {
        hub.source("queue", SOURCE);
        redis.ask("XADD", "orders", "*", "data", "{broken");
        add(2);
        IngestHub.until(() -> ids().equals(List.of("e2")) && pending().startsWith("0"));

        Refusal refusal = IngestHub.await(hub.ingest.refusals("queue")).get(0);
        assertThat(refusal.code()).isEqualTo("malformed");
        assertThat(refusal.cause()).startsWith("entry ").contains("line 1");
    }

    @Test
    void a_stream_is_read_on_after_its_redis_was_killed() {
        hub.source("queue", SOURCE);
        add(1);
        IngestHub.until(() -> ids().size() == 1);

        redis.kill();
        redis.restart();
        add(2);

        IngestHub.until(() -> ids().equals(List.of("e1", "e2")));
    }

    @Test
    void an_entry_may_carry_the_attributes_of_a_cloud_event_as_fields() {
        hub.source("queue", SOURCE);
        redis.ask("XADD", "orders", "*", "id", "9", "source", "/s", "type", "paid", "subject", "x%41", "data", "[1]");
        IngestHub.until(() -> ids().equals(List.of("9")));

        assertThat(hub.journal.offers().get(0).envelope().id().ceSource()).isEqualTo("/s");
        assertThat(hub.journal.offers().get(0).key()).isEqualTo("x%41");
    }

    private void add(int i) {
        redis.ask("XADD", "orders", "*", "data", "{\"id\":\"e" + i + "\"}");
    }

    private int refusals() {
        return IngestHub.await(hub.ingest.refusals("queue")).size();
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
