package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.match.Session;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.rulebook.Forms;
import dev.signalbox.testing.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule that does not come to an end is found, in a thread of the JVM, and what it decides does not count. */
final class EndlessThreadTest extends WatchdogFixture {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<Thread> running = new ArrayList<>();

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
    void what_ends_in_the_last_moment_is_not_condemned_and_what_is_condemned_does_not_end() {
        Watchdog watchdog = watchdog(Threads.ofTheJvm());
        Watched watched = watchdog.of(0);
        Session session = session();
        watched.begin(session, 17, false);
        Watched.Evaluation first = Objects.requireNonNull(watched.under());
        watched.end();
        assertThat(watched.condemn(first)).isFalse();

        AtomicBoolean went = new AtomicBoolean();
        AtomicBoolean condemned = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            watched.begin(session, 18, false);
            condemned.set(watched.condemn(Objects.requireNonNull(watched.under())));
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
        Until.holds("a thread in the rule", SOON, () -> Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("rules.shop.")));
    }
}
