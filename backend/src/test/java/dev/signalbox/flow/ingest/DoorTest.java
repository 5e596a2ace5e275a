package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.AppendQueue;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final String JSON = "application/json";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long GIB = 1L << 30;
    private static TestRedis redis;
    private static IngestHub hub;
    private static int next;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
        hub.source("shop", "{'kind':'webhook'}");
        hub.source("mass", "{'kind':'webhook','priority':'bulk'}");
        hub.source("fresh", "{'kind':'webhook','limits':{'stale':10}}");
        hub.source("tight", "{'kind':'webhook','limits':{'rate':1,'burst':1}}");
    }

    @AfterAll
    static void stop() {
        hub.close();
        redis.close();
    }

    @BeforeEach
    void rest() {
        hub.strain.journal = null;
        hub.strain.queue = AppendQueue.NONE;
        hub.strain.space = Space.UNKNOWN;
        hub.strain.backlog = Strain.Backlog.NONE;
    }

    @Test
    void at_eighty_five_percent_of_the_memory_only_bulk_is_put_off() {
        hub.strain.space = new Space(85, 100, 0, 0, "");

        RawHttp.Reply bulk = send("mass");

        assertThat(bulk.status()).isEqualTo(429);
        assertThat(bulk.code()).isEqualTo("bulk_deferred");
        assertThat(bulk.head()).contains("retry-after: ");
        assertThat(send("shop").status()).isEqualTo(202);
    }

    @Test
    void at_ninety_five_percent_of_the_memory_everybody_is_refused_with_the_fix() {
        hub.strain.space = new Space(95, 100, 0, 0, "");

        refused("shop", 503, "journal_full", "CONFIG SET maxmemory");
        refused("mass", 503, "journal_full", "CONFIG SET maxmemory");
    }

    @Test
    void a_full_disk_is_told_with_its_place() {
        hub.strain.space = new Space(0, 0, GIB, 100 * GIB, "/srv/signalbox");

        refused("shop", 503, "journal_full", "disk full at /srv/signalbox");
    }

    @Test
    void a_journal_that_takes_nothing_is_told_before_the_body_is_asked_for() {
        hub.strain.journal = new Offered.Refused("journal_unavailable", "Redis is away", 1);
        int before = hub.journal.offers().size();

        RawHttp.Reply reply = RawHttp.say(hub.port, """
                POST /hooks/shop HTTP/1.1\r
                Host: hub\r
                Content-Type: application/json\r
                Content-Length: 9000\r
                Expect: 100-continue\r
                \r
                """);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("journal_unavailable");
        assertThat(reply.head()).doesNotContain("100 continue");
        assertThat(hub.journal.offers()).hasSize(before);
    }

    @Test
    void senders_that_are_refused_together_are_not_called_back_together() {
        hub.strain.space = new Space(95, 100, 0, 0, "");
        Set<String> waits = new TreeSet<>();

        for (int i = 0; i < 40; i++) {
            String head = send("shop").head();
            int at = head.indexOf("retry-after: ");
            waits.add(head.substring(at, head.indexOf('\r', at)));
        }

        assertThat(waits).hasSizeGreaterThan(3);
    }

    @Test
    void an_old_backlog_is_told_and_refused_only_where_the_source_asks_for_it() {
        hub.strain.backlog = new Strain.Backlog(5, 61_000);

        RawHttp.Reply taken = send("shop");

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.head()).contains("signalbox-backlog-age: 61\r\n");
        refused("fresh", 503, "backlog_stale", "more than the 10 s");
    }

    @Test
    void a_young_backlog_is_not_told() {
        hub.strain.backlog = new Strain.Backlog(100_000, 9_000);

        assertThat(send("fresh").head()).doesNotContain("backlog-age");
        hub.strain.backlog = new Strain.Backlog(100_001, 9_000);
        assertThat(send("fresh").head()).contains("signalbox-backlog-age: 9\r\n");
    }

    @Test
    void what_comes_over_the_bus_is_refused_as_well() {
        hub.strain.space = new Space(95, 100, 0, 0, "");

        Throwable cause = hub.vertx
                .eventBus()
                .request(Bus.ADDRESS, new JsonObject().put("id", "b").put("type", "t"))
                .<Throwable>map(reply -> new AssertionError(String.valueOf(reply.body())))
                .otherwise(error -> error)
                .await();

        assertThat(cause).hasMessageContaining("journal_full");
    }

    @Test
    void while_a_queue_stands_before_the_journal_bulk_is_refused_first_and_then_everybody() {
        hub.strain.queue = new AppendQueue(10, 2, 0);
        assertThat(send("mass").status()).isEqualTo(202);
        hub.strain.queue = new AppendQueue(10, 2, 9);

        Until.value("bulk is refused", SOON, () -> send("mass").status(), status -> status == 503);
        Until.value("everybody is refused", SOON, () -> send("shop").status(), status -> status == 503);
        refused("mass", 503, "overloaded", "2.0 flushes behind the one under way, the oldest for 10 ms");

        hub.strain.queue = AppendQueue.NONE;
        assertThat(send("mass").status()).isEqualTo(202);
    }

    @Test
    void a_source_above_its_rate_holds_up_no_other() {
        RawHttp.Reply first = send("tight");
        RawHttp.Reply second = send("tight");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.code()).isEqualTo("source_rate");
        for (int i = 0; i < 20; i++) {
            assertThat(send("shop").status()).isEqualTo(202);
        }
    }

    private static RawHttp.Reply send(String source) {
        return hub.post("/hooks/" + source, JSON, "{\"id\":\"d" + next++ + "\"}");
    }

    private static void refused(String source, int status, String code, String words) {
        RawHttp.Reply reply = send(source);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().path("detail").asText()).contains(words);
        assertThat(reply.head()).contains("retry-after: ");
    }
}
