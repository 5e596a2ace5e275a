package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.TestRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a schedule would do can be seen, and done, before its time. */
class ScheduleShownTest {

    private final MemoryJournal journal = new MemoryJournal();
    private TestRedis redis;
    private IngestHub hub;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis, journal, IngestHub.QUICK, new SetClock("2026-11-23T09:59:59.900Z"));
    }

    @AfterEach
    void stop() {
        hub.close();
        redis.close();
    }

    @Test
    void the_next_ticks_are_seen_before_there_is_a_source() {
        Preview preview = IngestHub.await(hub.ingest.preview(
                "nightly",
                IngestHub.json("{'kind':'schedule','cron':'0 3 * * *','zone':'Europe/Berlin','type':'report.due'}"),
                List.of()));

        assertThat(((Preview.Tried) preview).rows()).hasSize(5).allSatisfy(row -> assertThat(row.mapped())
                .satisfies(tick -> {
                    assertThat(tick.type()).isEqualTo("report.due");
                    assertThat(tick.id()).endsWith("T02:00:00Z").isEqualTo(tick.time());
                    assertThat(tick.key()).isEqualTo("nightly");
                }));
    }

    @Test
    void a_tick_can_be_made_by_hand() {
        hub.source("hourly", "{'kind':'schedule','cron':'0 * * * *'}");

        IngestHub.await(hub.ingest.sample("hourly", id -> new Sample.Written("{}", Map.of())));

        assertThat(journal.offers().get(0).envelope().id().id()).isEqualTo("2026-11-23T09:59:59.900Z");
        assertThat(journal.offers().get(0).envelope().type()).isEqualTo("hourly.tick");
    }
}
