package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleSourceTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String HOURLY = "{'kind':'schedule','cron':'0 * * * *'%s}";
    private static final Offered.Refused AWAY = new Offered.Refused("journal_unavailable", "away", 1);

    private final SetClock clock = new SetClock("2026-11-23T09:59:59.900Z");
    private final MemoryJournal journal = new MemoryJournal();
    private final List<IngestHub> hubs = new ArrayList<>();
    private TestRedis redis;
    private IngestHub hub;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        hub = begin();
    }

    @AfterEach
    void stop() {
        List.copyOf(hubs).forEach(this::end);
        redis.close();
    }

    @Test
    void a_tick_is_an_event_that_its_time_names() {
        hub.source("nightly", "{'kind':'schedule','every':'1h','subject':'report','data':{'of':'sales'}}");
        clock.set("2026-11-23T10:00:00.020Z");
        await("10:00");

        Offer offer = journal.offers().get(0);
        assertThat(offer.envelope().id().id()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(offer.envelope().type()).isEqualTo("nightly.tick");
        assertThat(offer.envelope().time()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(offer.envelope().subject()).isEqualTo("report");
        assertThat(offer.key()).isEqualTo("report");
        assertThat(data(0))
                .isEqualTo(
                        IngestHub.json("{'of':'sales','scheduled':'2026-11-23T10:00:00Z','previous':null,'missed':0}"));
        clock.set("2026-11-23T11:00:00Z");
        await("10:00", "11:00");
        assertThat(data(1).path("previous").asText()).isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void ticks_without_a_subject_are_kept_in_order_by_their_source() {
        schedule("");
        clock.set("2026-11-23T10:00:00Z");
        await("10:00");

        assertThat(journal.offers().get(0).key()).isEqualTo("hourly");
        long ten = clock.instant().toEpochMilli();
        IngestHub.until(() -> status().path("lastTickAt").asLong() == ten);
        assertThat(status().path("nextTicks").get(2).asLong())
                .isEqualTo(clock.instant().plusSeconds(3 * 3600).toEpochMilli());
    }

    @Test
    void after_a_stop_of_all_hubs_one_tick_is_made_for_the_newest() {
        tickAndEnd("");
        clock.set("2026-11-23T14:30:00Z");
        hub = begin();

        await("10:00", "14:00");
        assertThat(data(1).path("missed").asInt()).isEqualTo(3);
        assertThat(data(1).path("previous").asText()).isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void after_a_stop_of_all_hubs_all_ticks_are_made() {
        tickAndEnd(",'catchUp':'all'");
        clock.set("2026-11-23T12:30:00Z");
        hub = begin();

        await("10:00", "11:00", "12:00");
    }

    @Test
    void of_too_many_missed_ticks_the_oldest_are_dropped_and_that_is_told() {
        hub.source("hourly", "{'kind':'schedule','every':'1m','catchUp':'all'}");
        clock.set("2026-11-23T10:00:00Z");
        await("10:00");
        Until.value("the last tick", SOON, this::kept, text -> text.contains("1795428000000"));
        clock.pass(Duration.ofMinutes(1_234));

        Until.value("the ticks", SOON, () -> ids().size(), size -> size == 1_001);
        assertThat(data(1).path("missed").asInt()).isEqualTo(234);
        assertThat(data(2).path("missed").asInt()).isZero();
        IngestHub.until(() -> status().path("lastError").asText().contains("234 ticks were missed and dropped"));
    }

    @Test
    void after_a_stop_of_all_hubs_no_tick_is_made_and_that_is_told() {
        tickAndEnd(",'catchUp':'skip'");
        clock.set("2026-11-23T12:30:00Z");
        hub = begin();
        IngestHub.until(() -> status().path("lastError").asText().contains("2 ticks were missed and dropped"));
        assertThat(status().path("droppedTicks").asInt()).isEqualTo(2);

        clock.set("2026-11-23T13:00:00Z");

        await("10:00", "13:00");
    }

    @Test
    void a_tick_that_is_put_off_is_made_when_the_journal_takes_it_again() {
        schedule("");
        journal.refuse(AWAY);
        clock.set("2026-11-23T10:00:00Z");
        IngestHub.until(() -> journal.refusals() > 0);
        clock.set("2026-11-23T12:10:00Z");
        journal.refuse(null);

        await("10:00", "12:00");
        assertThat(data(1).path("missed").asInt()).isEqualTo(1);
    }

    @Test
    void a_tick_that_is_put_off_for_too_long_is_skipped_where_that_is_wanted() {
        schedule(",'catchUp':'skip'");
        journal.refuse(AWAY);
        clock.set("2026-11-23T10:00:00Z");
        IngestHub.until(() -> journal.refusals() > 0);
        clock.set("2026-11-23T10:00:11Z");
        IngestHub.until(() -> status().path("lastError").asText().contains("1 tick was missed"));
        journal.refuse(null);
        clock.set("2026-11-23T11:00:00Z");

        await("11:00");
    }

    @Test
    void a_clock_that_goes_back_makes_no_tick_again() {
        schedule("");
        clock.set("2026-11-23T10:00:00Z");
        await("10:00");

        clock.set("2026-11-23T09:00:00Z");
        clock.set("2026-11-23T10:59:59Z");
        clock.set("2026-11-23T11:00:00Z");

        await("10:00", "11:00");
        assertThat(duplicates()).isZero();
    }

    @Test
    void a_hub_that_ended_before_it_wrote_down_its_tick_leaves_one() {
        tickAndEnd("");
        redis.ask("ZADD", "sb:{hub}:ticks:hourly", "0", "ticked cron 0 * * * * UTC");
        hub = begin();
        IngestHub.until(() -> duplicates() == 1);
        clock.set("2026-11-23T11:00:00Z");

        await("10:00", "11:00");
    }

    @Test
    void two_hubs_at_once_make_each_tick_once() {
        schedule(",'catchUp':'all'");
        IngestHub other = begin();
        IngestHub.await(other.ingest.follow(1));
        for (int i = 0; i < 5; i++) {
            clock.pass(Duration.ofHours(1));
            int made = i + 1;
            IngestHub.until(() -> ids().size() == made);
        }

        await("10:00", "11:00", "12:00", "13:00", "14:00");
    }

    @Test
    void another_hub_goes_on_where_the_first_one_stood() {
        schedule("");
        IngestHub other = begin(false);
        IngestHub.await(other.ingest.follow(1));
        clock.set("2026-11-23T10:00:00Z");
        await("10:00");

        hub.elsewhere.add("hourly");
        hub.ingest.reshared();
        clock.set("2026-11-23T12:00:00Z");
        other.elsewhere.clear();
        other.ingest.reshared();

        await("10:00", "12:00");
        assertThat(data(1).path("missed").asInt()).isEqualTo(1);
    }

    @Test
    void a_tick_that_could_not_be_written_down_is_when_redis_is_back() {
        schedule("");
        clock.set("2026-11-23T10:00:00Z");
        await("10:00");
        Until.value("the last tick", SOON, this::kept, text -> text.contains("1795428000000"));
        redis.kill();
        clock.set("2026-11-23T11:00:00Z");
        await("10:00", "11:00");

        redis.restart();

        Until.value("the last tick", SOON, this::kept, text -> text.contains("1795431600000"));
    }

    @Test
    void another_rhythm_begins_anew() {
        tickAndEnd(",'catchUp':'all'");
        clock.set("2026-11-23T10:30:30Z");
        hub = begin();
        hub.source("hourly", "{'kind':'schedule','every':'1m','catchUp':'all'}");
        Until.value("the new rhythm", SOON, this::kept, text -> text.contains("every PT1M") && !text.contains("cron"));
        clock.set("2026-11-23T10:31:00Z");

        await("10:00", "10:31");
        IngestHub.await(hub.ingest.delete("hourly"));
        Until.value("nothing of it", SOON, this::kept, String::isBlank);
    }

    private void schedule(String more) {
        hub.source("hourly", HOURLY.formatted(more));
        Until.value("its beginning", SOON, this::kept, text -> text.contains("begun"));
    }

    private void tickAndEnd(String more) {
        schedule(more);
        clock.set("2026-11-23T10:00:00Z");
        await("10:00");
        Until.value("the last tick", SOON, this::kept, text -> text.contains("1795428000000"));
        end(hub);
    }

    private IngestHub begin() {
        return begin(true);
    }

    private IngestHub begin(boolean here) {
        IngestHub begun = new IngestHub(redis, journal, IngestHub.QUICK, clock);
        if (!here) {
            begun.elsewhere.add("hourly");
            begun.ingest.reshared();
        }
        hubs.add(begun);
        return begun;
    }

    private void end(IngestHub which) {
        which.close();
        hubs.remove(which);
    }

    private String kept() {
        return redis.ask("ZRANGE", "sb:{hub}:ticks:hourly", "0", "-1", "WITHSCORES");
    }

    private JsonNode status() {
        return IngestHub.await(hub.ingest.get("hourly")).path("status");
    }

    private long duplicates() {
        return hubs.stream()
                .mapToLong(each -> IngestHub.await(each.ingest.status("hourly")).duplicates())
                .sum();
    }

    private JsonNode data(int i) {
        return journal.offers().get(i).envelope().data().json();
    }

    private List<String> ids() {
        return journal.offers().stream()
                .map(offer -> offer.envelope().id().id().substring("2026-11-23T".length(), "2026-11-23T10:00".length()))
                .toList();
    }

    private void await(String... times) {
        Until.value("the ticks", SOON, this::ids, List.of(times)::equals);
    }
}
