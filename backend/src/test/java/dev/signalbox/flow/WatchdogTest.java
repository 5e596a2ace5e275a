package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Blame;
import dev.signalbox.flow.match.Session;
import dev.signalbox.redis.KeySpace;
import org.junit.jupiter.api.Test;

/** What the looks of a watchdog make of what threads have used: neither more nor less is blamed. */
final class WatchdogTest extends WatchdogFixture {

    private static final int MANY = 200;
    private static final long LOOK = 250_000_000;

    /** Threads whose use the test tells. */
    private static final class Told implements Threads {
        private long used;
        private boolean waits;

        @Override
        public long used(Thread thread) {
            return used;
        }

        @Override
        public boolean waits(Thread thread) {
            return waits;
        }
    }

    @Test
    void what_is_slow_is_told_before_it_is_too_slow() {
        Told threads = new Told();
        Watchdog watchdog = watchdog(threads);
        Session session = session();
        watchdog.of(0).owned(3);
        watchdog.of(0).begin(session, 17, false);
        watchdog.look();
        threads.used += LOOK;
        watchdog.look();

        assertThat(watchdog.slow())
                .singleElement()
                .asString()
                .startsWith(
                        "partition 0: a condition of version 1 has been deciding the event at position 17 for 0.3 s;")
                .contains("at 1.0 s (--rule-time) the hub ends with code 70");
        assertThat(watchdog.longestSeconds()).isEqualTo(0.25);
        watchdog.of(0).end();
        watchdog.look();
        assertThat(watchdog.slow()).isEmpty();
        assertThat(watchdog.longestSeconds()).isZero();
    }

    @Test
    void evaluations_that_each_end_are_never_blamed_however_much_they_use_together() {
        Told threads = new Told();
        Watchdog watchdog = watchdog(threads);
        Session session = session();
        watchdog.of(0).owned(3);

        for (int i = 0; i < MANY; i++) {
            watchdog.of(0).begin(session, 17, false);
            watchdog.look();
            threads.used += LOOK;
            watchdog.look();
            watchdog.of(0).end();
        }

        assertThat(ended).hasValue(0);
    }

    @Test
    void an_idle_thread_that_waits_for_events_is_never_blamed() {
        Told threads = new Told();
        threads.waits = true;
        Watchdog watchdog = watchdog(threads);
        watchdog.of(0).owned(3);

        for (int i = 0; i < MANY; i++) {
            threads.used += LOOK;
            watchdog.look();
        }

        assertThat(ended).hasValue(0);
    }

    @Test
    void a_thread_that_gets_no_processor_is_not_blamed_for_the_time_that_passes() {
        Told threads = new Told();
        Watchdog watchdog = watchdog(threads);
        watchdog.of(0).owned(3);
        watchdog.of(0).begin(session(), 17, false);

        for (int i = 0; i < MANY; i++) {
            watchdog.look();
        }
        assertThat(ended).hasValue(0);
        threads.used += LIMIT.toNanos();
        watchdog.look();

        assertThat(ended).hasValue(1);
    }

    @Test
    void each_second_of_the_clock_has_the_whole_time_and_the_one_that_takes_it_is_blamed() {
        Told threads = new Told();
        Watchdog watchdog = watchdog(threads);
        Session session = session();
        watchdog.of(0).owned(3);
        watchdog.of(0).begin(session, 17, false);
        for (int second = 1; second <= MANY; second++) {
            session.pass(second * 1_000L);
            watchdog.look();
            threads.used += LIMIT.toNanos() / 2;
            watchdog.look();
        }
        assertThat(ended).hasValue(0);

        threads.used += LIMIT.toNanos();
        watchdog.look();

        assertThat(blames).extracting(Blame::key).containsExactly(new KeySpace().faulty(0));
        assertThat(blames).extracting(Blame::field).containsExactly("1:second:200000");
    }

    @Test
    void an_event_that_was_decided_before_is_left_out_of_replays_and_not_put_in_quarantine() {
        Told threads = new Told();
        Watchdog watchdog = watchdog(threads);
        watchdog.of(0).owned(3);
        watchdog.of(0).begin(session(), 17, true);
        watchdog.look();
        threads.used += LIMIT.toNanos();

        watchdog.look();

        assertThat(blames).extracting(Blame::key).containsExactly(new KeySpace().faulty(0));
        assertThat(blames).extracting(Blame::field).containsExactly("1:position:17");
    }

    @Test
    void the_process_ends_also_when_redis_is_away() {
        away = true;
        Told threads = new Told();
        Watchdog watchdog = watchdog(threads);
        watchdog.of(0).owned(3);
        watchdog.of(0).begin(session(), 17, false);
        watchdog.look();
        threads.used += LIMIT.toNanos();

        watchdog.look();

        assertThat(ended).hasValue(1);
        assertThat(blames).hasSizeGreaterThan(1);
    }
}
