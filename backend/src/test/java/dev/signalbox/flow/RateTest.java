package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.Queued;
import dev.signalbox.flow.process.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code rateLimit}: so many begin within a time, the others later, in their order, each once. */
final class RateTest extends LimitsFixture {

    private static final String RATE = "x-signalbox: {rateLimit: {limit: 2, per: PT0.3S}}\n";
    private static final String HOUR = "x-signalbox: {rateLimit: {limit: 2, per: PT1H}, concurrency: {limit: 3}}\n";

    /** When the instances began, by their starts. */
    private static List<Long> begun(FlowHub hub, List<Instance> all) {
        List<Long> begun = new ArrayList<>();
        for (Instance each : all) {
            begun.add(hub.instances.timeline(each.id()).await().stream()
                    .filter(step -> step.what().equals("begun"))
                    .map(Step::at)
                    .findFirst()
                    .orElse(each.born()));
        }
        return begun;
    }

    private static long due(Instance instance) {
        Place place = Queued.place(instance);
        return place == null ? 0 : place.due();
    }

    @Test
    void no_more_than_the_limit_begin_within_any_such_time_and_all_do_in_their_order() {
        job(1, CALL + RATE);
        FlowHub hub = hub("h1", failpoints);
        String[] events = IntStream.range(0, 9).mapToObj(n -> "e" + n).toArray(String[]::new);

        go(hub, "k", events);
        List<Instance> all = hub.instances(9, "finished");

        List<Long> begun = begun(hub, all).stream().sorted().toList();
        for (int n = 2; n < begun.size(); n++) {
            assertThat(begun.get(n) - begun.get(n - 2)).isGreaterThanOrEqualTo(300);
        }
        assertThat(begun(
                        hub,
                        all.stream()
                                .sorted(Comparator.comparingLong(
                                        each -> each.origin().position()))
                                .toList()))
                .isSorted();
    }

    @Test
    void who_waits_says_until_when_and_an_hour_later_begins() {
        AtomicLong later = new AtomicLong();
        hubClock = () -> Instant.now().plusMillis(later.get());
        job(1, HOLD + HOUR);
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1", "e2", "e3", "e4", "e5");
        Instance third = queued(hub, "e3");
        Instance fifth = queued(hub, "e5");

        assertThat(waits(third)).isEqualTo("waits for its turn: 2 have begun within PT1H");
        long turn = held(hub, "e1").born() + 3_600_000;
        assertThat(due(third)).isBetween(turn, turn + 1_000);
        assertThat(due(fifth)).isZero();
        later.set(3_700_000);
        held(hub, "e3");

        assertThat(waits(queued(hub, "e4"))).isEqualTo("waits for its turn: 3 of 3 running");
        free(hub, "e1");
        held(hub, "e4");
        free(hub, "e2");
        assertThat(waits(until(hub, "e5", each -> due(each) > 0)))
                .isEqualTo("waits for its turn: 2 have begun within PT1H");
        hub.event("stop", "s", "k", "{}");
        for (String event : List.of("e3", "e4", "e5")) {
            ended(hub, event);
        }
        assertThat(redis.ask("HLEN", hub.keys.turns(hub.journal.partitionOf("k"))))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {"RULE_AFTER_FIRE", "COMMIT_AFTER_SEND", "COMMIT_AFTER_OK", "TIMER_AFTER_DUE", "TIMER_AFTER_FIRE"})
    void an_owner_that_ends_at_any_step_begins_each_once_and_not_too_early(Failpoint point) {
        job(1, CALL + RATE);
        AtomicInteger passes = new AtomicInteger();
        FlowHub hub = hub("h1", endingAt(point, 2, 9, passes));

        go(hub, "k", "e1", "e2", "e3", "e4", "e5");
        List<Instance> all = hub.instances(5, "finished");

        assertThat(passes.get()).isPositive();
        List<Long> begun = begun(hub, all).stream().sorted().toList();
        for (int n = 2; n < begun.size(); n++) {
            assertThat(begun.get(n) - begun.get(n - 2)).isGreaterThanOrEqualTo(300);
        }
        for (Instance each : all) {
            assertThat(told(hub, each)).filteredOn("begun"::equals).hasSizeLessThan(2);
        }
    }

    @Test
    void one_that_is_cancelled_while_it_waits_takes_no_turn_from_the_next() {
        job(1, HOLD + "x-signalbox: {rateLimit: {limit: 1, per: PT2S}}\n");
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1", "e2", "e3");
        Instance second = queued(hub, "e2");
        queued(hub, "e3");

        hub.offer(
                Kind.CANCEL,
                "signalbox.cancel",
                "c",
                "k",
                "{\"job\":\"j\",\"instance\":\"" + second.id() + "\",\"reason\":\"no\"}");

        Instance third = held(hub, "e3");
        long first = held(hub, "e1").born();
        assertThat(begun(hub, List.of(third)).get(0)).isBetween(first + 2_000, first + 3_900);
    }
}
