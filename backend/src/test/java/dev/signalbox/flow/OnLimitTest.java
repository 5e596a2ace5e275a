package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code onLimit: skip} and {@code cancel-oldest}: nobody waits, either the new one ends or the oldest does. */
final class OnLimitTest extends LimitsFixture {

    private static final String SKIP = "x-signalbox: {concurrency: {limit: 1, onLimit: skip}}\n";
    private static final String OLDEST = "x-signalbox: {concurrency: {limit: 2, onLimit: cancel-oldest}}\n";

    private static @Nullable Instance named(List<Instance> all, String definition) {
        return all.stream()
                .filter(each -> each.definition().equals(definition))
                .findFirst()
                .orElse(null);
    }

    private static String detail(FlowHub hub, Instance instance, String what) {
        return hub.instances.timeline(instance.id()).await().stream()
                .filter(step -> step.what().equals(what))
                .map(Step::detail)
                .map(String::valueOf)
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void a_skipped_one_is_on_record_and_says_why() {
        job(1, HOLD + CALL + SKIP);
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1");
        held(hub, "e1");

        go(hub, "k", "e2");
        Instance skipped = ended(hub, "e2");
        free(hub, "e1");
        ended(hub, "e1");
        go(hub, "k", "e3");
        held(hub, "e3");

        assertThat(skipped.state()).isEqualTo(State.CANCELLED);
        assertThat(told(hub, skipped)).containsExactly("skipped");
        assertThat(detail(hub, skipped, "skipped"))
                .contains("the process job was skipped because of its limit: 1 of 1 running");
        assertThat(posted()).containsExactly("{\"n\":\"e1\"}");
        free(hub, "e3");
        ended(hub, "e3");
        nobodyIsLeft(hub);
    }

    @Test
    void a_part_that_is_skipped_is_an_error_of_its_task_that_can_be_caught_and_tried_again() {
        rulebook(1, START + """
                rule "whole" when $e : Event( type == "whole" ) then
                    hub.start( "whole" ).key( $e.getSubject() );
                end
                """, Map.of("job", HOLD + SKIP, "whole", """
                  - safely:
                      try:
                        - part: {run: {workflow: {namespace: shop, name: job, version: latest, input: {n: x}}}}
                      catch:
                        errors: {with: {type: https://serverlessworkflow.io/spec/1.0.0/errors/runtime, status: 429}}
                        as: why
                        do:
                          - note: {set: {title: '${ $why.title }'}}
                """));
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1");
        held(hub, "e1");

        hub.event("whole", "w", "k", "{}");

        Instance done = Until.value(
                "the end of the whole",
                FlowHub.SOON,
                () -> named(hub.instances(), "whole"),
                whole -> whole != null && whole.state().ended());
        assertThat(done.output()).hasToString("{\"title\":\"skipped\"}");
    }

    @Test
    void the_oldest_is_cancelled_with_its_parts_and_the_new_one_begins() {
        rulebook(1, START, Map.of("job", """
                  - part: {run: {workflow: {namespace: shop, name: part, version: latest, input: {n: '${ .n }'}}}}
                """ + OLDEST, "part", HOLD));
        FlowHub hub = hub("h1", failpoints);

        go(hub, "k", "e1", "e2");
        hub.instances(4, "waiting");
        go(hub, "k", "e3");

        List<Instance> all = Until.value(
                "two cancelled",
                FlowHub.SOON,
                hub::instances,
                found -> found.size() == 6
                        && found.stream()
                                        .filter(each -> each.state() == State.WAITING)
                                        .count()
                                == 4);
        assertThat(all)
                .filteredOn(each -> each.state() == State.CANCELLED)
                .allMatch(each -> each.origin().event().id().equals("e1"));
        Instance oldest = named(
                all.stream().filter(each -> each.state() == State.CANCELLED).toList(), "job");
        assertThat(detail(hub, Objects.requireNonNull(oldest), "cancelled"))
                .contains("a newer start took its place: at most 2 at a time");
        free(hub, "e2");
        free(hub, "e3");
        Until.value("an end", FlowHub.SOON, hub::instances, found -> found.stream()
                .allMatch(each -> each.state().ended()));
        nobodyIsLeft(hub);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {"RULE_AFTER_FIRE", "COMMIT_AFTER_SEND", "COMMIT_AFTER_OK"})
    void an_owner_that_ends_at_any_step_cancels_as_many_as_make_room(Failpoint point) {
        job(1, HOLD + OLDEST);
        AtomicInteger passes = new AtomicInteger();
        FlowHub hub = hub("h1", endingAt(point, 2, 9, passes));

        go(hub, "k", "e1", "e2", "e3", "e4", "e5");
        held(hub, "e4");
        held(hub, "e5");

        for (String event : List.of("e1", "e2", "e3")) {
            assertThat(ended(hub, event).state()).isEqualTo(State.CANCELLED);
        }
        assertThat(redis.ask("HLEN", hub.keys.turns(hub.journal.partitionOf("k"))))
                .isEqualTo("2");
        assertThat(passes.get()).isPositive();
    }

    @Test
    void one_that_undoes_what_it_has_done_is_not_cancelled_and_the_new_one_waits_for_its_end() {
        job(1, """
                  - book: {set: {}, x-signalbox: {compensate: {do: [
                      {undo: {listen: {to: {one: {with: {type: free}, correlate: {n: {from: .data.n, expect: '${ $workflow.input.n }'}}}}}}}]}}}
                  - fails: {if: '${ $workflow.input.n == "e1" }', raise: {error: {type: 'https://x/no', status: 500}}}
                """ + HOLD + "x-signalbox: {concurrency: {limit: 1, onLimit: cancel-oldest}}\n");
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1");
        until(hub, "e1", each -> each.state() == State.COMPENSATING);

        go(hub, "k", "e2");
        assertThat(waits(queued(hub, "e2"))).isEqualTo("waits for its turn: 1 of 1 running");
        free(hub, "e1");

        assertThat(ended(hub, "e1").state()).isEqualTo(State.COMPENSATED);
        until(hub, "e2", each -> each.places().containsKey("/do/2/hold"));
    }
}
