package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hubs on one Redis have the same sources. */
final class SharedSourcesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private TestRedis redis;
    private IngestHub one;
    private IngestHub two;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        one = new IngestHub(redis);
        two = new IngestHub(redis);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void a_source_of_one_hub_is_in_force_at_another_and_goes_with_it() {
        one.source("shop", "{'kind': 'webhook', 'verify': 'none'}");
        follow();
        assertThat(get(two, "shop")).isNotNull();

        IngestHub.await(two.ingest.pause("shop"));
        follow();
        assertThat(get(one, "shop").path("state").asText()).isEqualTo("paused");

        IngestHub.await(one.ingest.delete("shop"));
        follow();
        assertThat(get(two, "shop")).isNull();
    }

    @Test
    void a_change_starts_from_what_another_hub_has_changed_meanwhile() {
        one.source("shop", "{'kind': 'webhook', 'verify': 'bearer', 'secrets': ['first-secret-of-shop']}");
        follow();

        IngestHub.await(one.ingest.pause("shop"));
        Change rotated = IngestHub.await(two.ingest.rotate("shop", null));

        assertThat(rotated).isInstanceOf(Change.Rotated.class);
        assertThat(get(two, "shop").path("state").asText()).isEqualTo("paused");
        assertThat(get(two, "shop").path("secrets")).hasSize(2);
        follow();
        assertThat(get(one, "shop").path("secrets")).hasSize(2);
    }

    @Test
    void what_is_not_changed_is_not_written() {
        one.source("shop", "{'kind': 'webhook', 'verify': 'none'}");
        long revision = revision();

        one.source("shop", "{'kind': 'webhook', 'verify': 'none'}");

        assertThat(revision()).isEqualTo(revision);
    }

    @Test
    void a_stream_is_read_by_one_hub_at_a_time() {
        two.elsewhere.add("orders");
        one.source("orders", "{'kind': 'redis-stream', 'stream': 'orders'}");
        follow();
        add("1");
        Until.value("an entry at the first hub", SOON, () -> one.journal.offers(), offers -> offers.size() == 1);
        Until.value("its acknowledgement", SOON, this::pending, pending -> pending.startsWith("0"));

        one.elsewhere.add("orders");
        one.ingest.reshared();
        Until.value("no reader", SOON, () -> redis.ask("CLIENT", "LIST"), list -> !list.contains("cmd=xreadgroup"));
        two.elsewhere.remove("orders");
        two.ingest.reshared();
        add("2");

        Until.value("an entry at the second hub", SOON, () -> two.journal.offers(), offers -> offers.size() == 1);
        assertThat(List.of(one.journal.offers().size(), two.journal.offers().size()))
                .containsExactly(1, 1);
    }

    private void add(String id) {
        redis.ask("XADD", "orders", "*", "type", "order", "id", id, "data", "{\"n\": 1}");
    }

    private String pending() {
        return redis.ask("XPENDING", "orders", "signalbox");
    }

    private void follow() {
        IngestHub.await(one.ingest.follow(revision()));
        IngestHub.await(two.ingest.follow(revision()));
    }

    private long revision() {
        return Long.parseLong(redis.ask("HGET", "sb:{hub}:sources:head", "revision"));
    }

    private static ObjectNode get(IngestHub hub, String name) {
        return IngestHub.await(hub.ingest.get(name));
    }
}
