package dev.signalbox.flow.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.breaker.Standing.Phase;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GateTest {

    private static final Verdict FAILED = Verdict.failed("It answered 503");

    private final Gate gate = gate("h1");
    private final List<Errand> underWay = new ArrayList<>();
    private long now = 1_000_000;
    private int made;

    @Test
    void ten_failures_in_a_row_open_it_however_long_they_take() {
        for (int i = 0; i < 9; i++) {
            now += 60_000;
            call(FAILED);
        }
        assertThat(gate.wish()).isNull();

        call(FAILED);

        Standing wish = wish();
        assertThat(wish.phase()).isEqualTo(Phase.OPEN);
        assertThat(wish.cause()).isEqualTo("It answered 503");
    }

    @Test
    void half_of_twenty_calls_in_ten_seconds_open_it() {
        for (int i = 0; i < 10; i++) {
            call(Verdict.GOOD);
            assertThat(gate.wish()).isNull();
            call(FAILED);
        }

        assertThat(wish().phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void fewer_than_half_or_too_few_or_too_old_ones_do_not() {
        for (int i = 0; i < 100; i++) {
            call(i % 5 < 2 ? FAILED : Verdict.GOOD);
            now += i % 5 == 0 ? 400 : 0;
        }
        for (int i = 0; i < 9; i++) {
            now += 11_000;
            call(FAILED);
        }
        call(Verdict.UNKNOWN);

        assertThat(gate.wish()).isNull();
    }

    @Test
    void an_open_one_lets_nothing_through_and_is_not_asked_twice() {
        Standing open = opened();
        assertThat(enter()).as("goes").isFalse();

        now = open.until() - 1;
        assertThat(start()).isEmpty();
        assertThat(gate.wish()).isNull();
        now = open.until();
        assertThat(start()).isEmpty();

        assertThat(wish()).isEqualTo(open.probed(now, "h1", Limits.USUAL));
        start();
        assertThat(gate.wish()).as("while the wish is heard").isNull();
        gate.settled();
        start();
        assertThat(gate.wish()).as("when it was lost").isNotNull();
    }

    @Test
    void without_a_task_that_waits_nobody_probes() {
        Standing open = opened();
        now = open.until();
        start();
        assertThat(gate.wish()).isNull();

        enter();

        assertThat(wish().hub()).isEqualTo("h1");
    }

    @Test
    void only_the_hub_with_the_right_lets_one_through() {
        Standing open = opened();
        Gate other = gate("h2");
        other.follow(open);
        for (int i = 0; i < 3; i++) {
            enter();
            other.enter(errand(false), now);
        }
        now = open.until();
        Standing half = open.probed(now, "h1", Limits.USUAL);
        gate.follow(half);
        other.follow(half);

        assertThat(start()).hasSize(1);
        assertThat(start()).isEmpty();
        assertThat(other.start(now)).isEmpty();
    }

    @Test
    void a_good_answer_to_the_probe_closes_it_and_a_bad_one_opens_it_for_longer() {
        Errand probe = probing();
        end(probe, FAILED);
        Standing longer = wish();
        assertThat(longer.phase()).isEqualTo(Phase.OPEN);
        assertThat(longer.openings()).isEqualTo(2);
        gate.settled();

        gate.follow(longer);
        now = longer.until();
        gate.follow(longer.probed(now, "h1", Limits.USUAL));
        end(start().get(0), Verdict.GOOD);
        assertThat(wish().phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void a_probe_that_was_never_sent_is_followed_by_another() {
        Errand probe = probing();

        end(probe, Verdict.UNKNOWN);

        assertThat(gate.wish()).isNull();
        assertThat(start()).hasSize(1);
    }

    @Test
    void answers_to_calls_from_before_it_opened_say_nothing() {
        enter();
        Standing open = opened();

        end(underWay.get(0), Verdict.GOOD);

        assertThat(gate.wish()).isNull();
        assertThat(gate.standing()).isEqualTo(open);
    }

    @Test
    void held_tasks_go_out_few_at_first_and_more_with_each_good_answer() {
        opened();
        for (int i = 0; i < 400; i++) {
            enter();
        }
        gate.follow(gate.standing().closed(now));

        int most = 0;
        int good = 0;
        for (List<Errand> going = start(); !underWay.isEmpty(); going = start()) {
            assertThat(going).hasSizeLessThanOrEqualTo(2);
            assertThat(underWay).hasSizeLessThanOrEqualTo(Math.min(64, 2 + good++ / 4));
            most = Math.max(most, underWay.size());
            end(underWay.get(0), Verdict.GOOD);
        }

        assertThat(good).as("all go").isEqualTo(400);
        assertThat(most).isEqualTo(64);
    }

    @Test
    void one_target_takes_so_many_and_the_others_in_the_order_of_their_coming() {
        List<Errand> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(errand(false));
            gate.enter(all.get(i), now);
        }

        assertThat(start()).isEqualTo(all.subList(0, 64));
        end(all.get(9), Verdict.GOOD);
        assertThat(start()).containsExactly(all.get(64));
    }

    @Test
    void retries_beyond_their_share_wait_and_first_attempts_pass_them() {
        for (int i = 0; i < 1_144; i++) {
            gate.enter(errand(true), now++);
            List.copyOf(start()).forEach(each -> end(each, Verdict.GOOD));
        }
        int delayed = gate.report("t", now, 0).delayed();
        assertThat(delayed).isBetween(28, 31);

        assertThat(enter()).as("a first attempt goes").isTrue();
        now += 10_000;
        assertThat(start()).hasSize(delayed);
    }

    @Test
    void what_nobody_wants_any_more_does_not_go() {
        Standing open = opened();
        Errand given = errand(false);
        gate.enter(given, now);
        gate.withdraw(given);

        gate.follow(open.closed(now));

        assertThat(start()).isEmpty();
        assertThat(gate.isIdle(now + 1_001, 1_000)).isTrue();
    }

    private static Gate gate(String hub) {
        return new Gate(hub, Limits.USUAL, new SplittableRandom(3), 1_000_000);
    }

    private Errand errand(boolean again) {
        int number = made++;
        return new Errand("t", again, "0-" + number, "post", waits -> {}, () -> Future.succeededFuture(Verdict.GOOD));
    }

    private boolean enter() {
        Errand errand = errand(false);
        gate.enter(errand, now);
        return start().contains(errand);
    }

    private List<Errand> start() {
        List<Errand> going = gate.start(now);
        underWay.addAll(going);
        return going;
    }

    private void end(Errand errand, Verdict verdict) {
        underWay.remove(errand);
        gate.ended(errand, verdict, now);
    }

    private void call(Verdict verdict) {
        Errand errand = errand(false);
        gate.enter(errand, now);
        assertThat(start()).contains(errand);
        end(errand, verdict);
    }

    private Standing wish() {
        @Nullable Standing wish = gate.wish();
        return Objects.requireNonNull(wish, "it wants no change");
    }

    private Standing opened() {
        Standing open = gate.standing().opened(now, "It answered 500", Limits.USUAL, new SplittableRandom(5));
        gate.follow(open);
        return open;
    }

    private Errand probing() {
        Standing open = opened();
        enter();
        enter();
        now = open.until();
        gate.follow(open.probed(now, "h1", Limits.USUAL));
        return start().get(0);
    }
}
