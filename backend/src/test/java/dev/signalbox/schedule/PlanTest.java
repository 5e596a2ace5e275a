package dev.signalbox.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Rhythm MINUTES = new Every("1m", Duration.ofMinutes(1));

    @Test
    void what_is_due_in_its_time_is_made_whatever_becomes_of_missed_ones() {
        for (CatchUp catchUp : CatchUp.values()) {
            Plan plan = Plan.of(MINUTES, catchUp, NOON.minusSeconds(60), NOON.plusMillis(20));

            assertThat(plan).isEqualTo(new Plan(List.of(NOON), 0, true, NOON));
        }
    }

    @Test
    void after_a_gap_one_is_made_for_the_newest() {
        Plan plan = Plan.of(MINUTES, CatchUp.ONCE, NOON.minusSeconds(600), NOON.plusSeconds(30));

        assertThat(plan).isEqualTo(new Plan(List.of(NOON), 9, true, NOON));
    }

    @Test
    void after_a_gap_all_are_made_the_oldest_first() {
        Plan plan = Plan.of(MINUTES, CatchUp.ALL, NOON.minusSeconds(180), NOON);

        assertThat(plan.ticks()).containsExactly(NOON.minusSeconds(120), NOON.minusSeconds(60), NOON);
        assertThat(plan.dropped()).isZero();
    }

    @Test
    void of_too_many_the_oldest_are_dropped_and_counted() {
        Plan plan = Plan.of(MINUTES, CatchUp.ALL, NOON.minus(Duration.ofMinutes(1_234)), NOON);

        assertThat(plan.ticks()).hasSize(Plan.MOST).endsWith(NOON).startsWith(NOON.minus(Duration.ofMinutes(999)));
        assertThat(plan.dropped()).isEqualTo(234);
        assertThat(plan.isAll()).isTrue();
    }

    @Test
    void what_is_too_late_is_skipped() {
        Plan late = Plan.of(MINUTES, CatchUp.SKIP, NOON.minusSeconds(120), NOON.plusSeconds(11));
        Plan soon = Plan.of(MINUTES, CatchUp.SKIP, NOON.minusSeconds(120), NOON.plusSeconds(9));

        assertThat(late).isEqualTo(new Plan(List.of(), 2, true, NOON));
        assertThat(soon).isEqualTo(new Plan(List.of(NOON), 1, true, NOON));
    }

    @Test
    void of_a_gap_of_years_no_more_is_counted_than_needed() {
        Rhythm seconds = ((Rhythm.Read.Good) Cron.read("* * * * * *", ZoneId.of("Europe/Berlin"))).rhythm();

        Plan plan = Plan.of(seconds, CatchUp.ALL, NOON.minus(Duration.ofDays(3650)), NOON);

        assertThat(plan.ticks()).hasSize(Plan.MOST).endsWith(NOON);
        assertThat(plan.isAll()).isFalse();
        assertThat(plan.dropped()).isGreaterThan(Plan.COUNTED - Plan.MOST).isLessThan(3 * Plan.COUNTED);
    }
}
