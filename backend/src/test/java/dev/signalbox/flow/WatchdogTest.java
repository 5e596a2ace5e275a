package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Blame;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.match.Session;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.rulebook.Forms;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule that does not come to an end is found by what it uses, and nothing else is. */
final class WatchdogTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int MANY = 200;
    private static final long LOOK = 250_000_000;

    private static final String RULES = """
            rule "spins" when Event( type == "spin" ) then
                while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }
            end
            rule "sleeps" when Event( type == "sleep" ) then
                Thread.sleep( 600000 );
            end
            function boolean asks() {
                while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }
                return true;
            }
            rule "asks" when Event( type == "ask", asks() ) then
            end
            """;

    /** What the journal was told. */
    private final List<Blame> blames = new ArrayList<>();

    private final AtomicInteger renewed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Thread> running = new ArrayList<>();
    private boolean away;

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

    @AfterEach
    void end_what_runs() {
        for (Thread thread : running) {
            Until.holds("the end of " + thread, SOON, () -> {
                thread.interrupt();
                return !thread.isAlive();
            });
        }
    }

    @Test
    void a_rule_that_spins_is_found_by_its_processor_time_and_named() {
        Watchdog watchdog = watchdog(Threads.ofTheJvm());
        decides(watchdog, "spin");

        Until.holds("the end", SOON, () -> looked(watchdog));

        assertThat(blames).hasSize(1);
        assertThat(blames.get(0).key()).isEqualTo(new KeySpace().quarantine(0));
        assertThat(blames.get(0).field()).isEqualTo("17");
        assertThat(Cause.read(blames.get(0).row()))
                .satisfies(cause -> assertThat(cause.text())
                        .contains("rule \"spins\" of pack \"shop\" used 1.")
                        .endsWith("s of processor time without an end"))
                .satisfies(cause -> assertThat(cause.at()).isEqualTo(4))
                .satisfies(cause -> assertThat(cause.rulebook()).isEqualTo(1));
        assertThat(renewed).hasPositiveValue();
    }

    @Test
    void a_rule_that_waits_is_found_though_it_uses_nothing() {
        Watchdog watchdog = watchdog(Threads.ofTheJvm());
        decides(watchdog, "sleep");

        Until.holds("the end", SOON, () -> looked(watchdog));

        assertThat(Cause.read(blames.get(0).row()).text())
                .contains("rule \"sleeps\" of pack \"shop\" waited for 1.0 s without an end");
    }

    @Test
    void a_condition_that_spins_is_no_rule_that_fired_before() {
        Watchdog watchdog = watchdog(Threads.ofTheJvm());
        decides(watchdog, "ask");

        Until.holds("the end", SOON, () -> looked(watchdog));

        assertThat(Cause.read(blames.get(0).row()).text()).contains("a condition of version 1 used");
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

    @Test
    void what_ends_in_the_last_moment_is_not_condemned_and_what_is_condemned_does_not_end() {
        Watchdog watchdog = watchdog(new Told());
        Watched watched = watchdog.of(0);
        Session session = session();
        watched.begin(session, 17, false);
        Watched.Evaluation first = watched.under();
        watched.end();
        assertThat(watched.condemn(first)).isFalse();

        AtomicBoolean went = new AtomicBoolean();
        AtomicBoolean condemned = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            watched.begin(session, 18, false);
            condemned.set(watched.condemn(watched.under()));
            watched.end();
            went.set(true);
        });
        running.add(thread);
        thread.setUncaughtExceptionHandler((on, e) -> {});
        thread.start();
        Until.value("a thread that is held", SOON, thread::getState, Thread.State.WAITING::equals);

        assertThat(condemned).isTrue();
        assertThat(went).isFalse();
    }

    private boolean looked(Watchdog watchdog) {
        watchdog.look();
        return ended.get() > 0;
    }

    private void decides(Watchdog watchdog, String type) {
        Session session = session();
        session.advance(1_000);
        Thread thread = new Thread(() -> {
            watchdog.of(0).owned(3);
            watchdog.of(0).begin(session, 17, false);
            try {
                var unusedDecision = session.on(Forms.event(1, type, "e1", "{}"));
            } finally {
                watchdog.of(0).end();
            }
        });
        thread.setUncaughtExceptionHandler((on, e) -> {});
        running.add(thread);
        thread.start();
    }

    private static Session session() {
        return Forms.rules(1, "shop", RULES).session();
    }

    private Watchdog watchdog(Threads threads) {
        return new Watchdog(
                new Watchdog.Parts(journal(), new KeySpace(), () -> java.time.Instant.ofEpochMilli(4)),
                LIMIT,
                ended::incrementAndGet,
                threads);
    }

    /** Of one partition; it takes down what a watchdog tells it. */
    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "partitions":
                            return 1;
                        case "renew":
                            renewed.incrementAndGet();
                            return Future.succeededFuture(true);
                        case "blame":
                            blames.add((Blame) args[2]);
                            return away ? Future.failedFuture("away") : Future.succeededFuture(true);
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }
}
