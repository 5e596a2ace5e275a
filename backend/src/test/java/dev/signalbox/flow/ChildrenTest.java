package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code run: workflow}: a process runs another, and is told its end once, whatever ends in between. */
final class ChildrenTest extends FlowFixture {

    private static final String START = """
            rule "go" when $e : Event( type == "go" ) then
                hub.start( "whole" ).key( $e.getSubject() ).with( "n", 3 );
            end
            """;

    private static final String CHARGE =
            "  - post: {call: http, with: {method: post, endpoint: '%s/charge', body: {n: '${ .n }'}}}\n";

    private static final String RUN =
            "  - part: {run: {workflow: {namespace: shop, name: part, version: latest, input: {n: '${ .n }'}}}}\n";

    @Test
    void the_output_of_the_part_is_that_of_the_task_and_its_input_what_was_given() {
        rulebook(1, START, Map.of("whole", RUN + "  - done: {set: {got: '${ .n * 2 }'}}\n", "part", """
                  - add: {set: {n: '${ $workflow.input.n + 1 }'}}
                """));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");
        List<Instance> both = hub.instances(2, "finished");

        Instance whole = named(both, "whole");
        Instance part = named(both, "part");
        assertThat(whole.output()).hasToString("{\"got\":8}");
        assertThat(part.input()).hasToString("{\"n\":3}");
        assertThat(part.key()).isEqualTo("k");
        assertThat(part.origin().event().id()).isEqualTo("e1");
        assertThat(Optional.ofNullable(part.origin().parent())).hasValueSatisfying(parent -> {
            assertThat(parent.instance()).isEqualTo(whole.id());
            assertThat(parent.path()).isEqualTo("/do/0/part");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {
                "RULE_AFTER_FIRE",
                "COMMIT_AFTER_SEND",
                "COMMIT_AFTER_OK",
                "OUTBOX_BEFORE_CALL",
                "OUTBOX_AFTER_RECORD"
            })
    void an_owner_that_ends_at_any_step_leaves_one_part_and_one_end(Failpoint point) {
        rulebook(1, START, Map.of("whole", RUN + CHARGE, "part", CHARGE));
        AtomicInteger passes = new AtomicInteger();
        Failpoints sometimes = passed -> {
            if (passed == point && passes.incrementAndGet() <= 3) {
                throw new IllegalStateException("the owner ends at " + point);
            }
        };
        FlowHub hub = hub("h1", sometimes);

        hub.event("go", "e1", "k", "{}");
        List<Instance> both = hub.instances(2, "finished");

        assertThat(passes.get()).isPositive();
        assertThat(service.hits().stream().map(hit -> hit.idempotencyKey()).distinct())
                .containsExactly(
                        named(both, "part").id() + "/do/0/post/1",
                        named(both, "whole").id() + "/do/1/post/1");
    }

    @Test
    void a_loop_runs_a_part_for_each_element_and_no_commit_is_too_large() {
        rulebook(1, START, Map.of("whole", """
                  - each:
                      for: {each: i, in: '[range(200)]'}
                      do:
                        - part: {run: {workflow: {namespace: shop, name: part, version: latest, input: {n: '${ $i }'}}}}
                """, "part", "  - add: {set: {sum: '${ .n + 1 }'}}\n"));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");
        List<Instance> all = hub.instances(201, "finished");

        assertThat(named(all, "whole").output()).hasToString("{\"sum\":200}");
        Until.value("an empty outbox", FlowHub.SOON, () -> outbox(hub), "0"::equals);
    }

    @Test
    void a_loop_of_any_length_fits_into_commits() {
        rulebook(1, START, Map.of("whole", """
                  - each:
                      for: {each: i, in: '[range(3000)]'}
                      do:
                        - add: {set: {sum: '${ (.sum // 0) + $i }'}}
                """));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");
        Instance whole = hub.instances(1, "finished").get(0);

        assertThat(whole.output()).hasToString("{\"sum\":4498500}");
        assertThat(hub.instances.timeline(whole.id()).await()).hasSize(6_003);
    }

    @Test
    void the_error_of_the_part_is_that_of_the_task_and_a_retry_runs_another() {
        rulebook(1, START, Map.of("whole", """
                  - safely:
                      try:
                        - part: {run: {workflow: {namespace: shop, name: part, version: '1.0.0'}}}
                      catch:
                        errors: {with: {status: 503}}
                        retry: {delay: PT0S, limit: {attempt: {count: 2}}}
                """, "part", CHARGE));
        service.answers("POST /charge", 503, 503, 200);
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");
        List<Instance> all = Until.value(
                "three parts that have ended",
                FlowHub.SOON,
                hub::instances,
                found -> found.size() == 4
                        && found.stream().allMatch(each -> each.state().ended()));

        assertThat(all.stream().filter(each -> each.definition().equals("part")).map(each -> each.state()
                        .word()))
                .containsExactlyInAnyOrder("failed", "failed", "finished");
        assertThat(service.hits().stream().map(hit -> hit.idempotencyKey()).distinct())
                .hasSize(3);
        assertThat(hub.dead.list(null, 10, null).await().items()).isEmpty();
    }

    @Test
    void a_part_that_fails_leaves_one_dead_letter_and_goes_on_where_it_was_when_the_whole_is_put_back() {
        rulebook(1, START, Map.of("whole", RUN + "  - done: {set: {done: true}}\n", "part", """
                  - first: {call: http, with: {method: post, endpoint: '%1$s/first', body: {}}}
                  - second: {call: http, with: {method: post, endpoint: '%1$s/second', body: {}}}
                """));
        service.answers("POST /second", 500);
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        Instance failed = named(hub.instances(2, "failed"), "whole");

        List<DeadLetter> dead = Until.value(
                "a dead letter",
                FlowHub.SOON,
                () -> hub.dead.list(null, 10, null).await().items(),
                found -> !found.isEmpty());
        assertThat(dead).extracting(DeadLetter::instance).containsExactly(failed.id());
        hub.redrive(dead.get(0).id());
        List<Instance> both = hub.instances(2, "finished");

        assertThat(named(both, "whole").output()).hasToString("{\"done\":true}");
        assertThat(service.hits().stream().map(hit -> hit.path())).containsExactly("/first", "/second", "/second");
    }

    @Test
    void a_part_for_which_nobody_waits_any_more_is_cancelled() {
        rulebook(1, START, Map.of("whole", """
                  - hurry:
                      fork:
                        compete: true
                        branches:
                          - slow: {run: {workflow: {namespace: shop, name: part, version: latest}}}
                          - fast: {wait: PT0.1S}
                """, "part", "  - sleep: {wait: PT1H}\n"));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");
        Until.value(
                "the part cancelled",
                FlowHub.SOON,
                hub::instances,
                found -> found.size() == 2
                        && named(found, "whole").state().word().equals("finished")
                        && named(found, "part").state().word().equals("cancelled"));
    }

    @Test
    void a_task_that_does_not_wait_goes_on_with_its_input_and_the_part_runs_by_itself() {
        rulebook(1, START, Map.of("whole", """
                  - part: {run: {workflow: {namespace: shop, name: part, version: latest}, await: false}}
                  - done: {set: {n: '${ .n }'}}
                """, "part", "  - sleep: {wait: PT1H}\n"));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");
        List<Instance> both = Until.value(
                "both",
                FlowHub.SOON,
                hub::instances,
                found -> found.size() == 2
                        && named(found, "whole").state().word().equals("finished"));

        assertThat(named(both, "whole").output()).hasToString("{\"n\":3}");
        assertThat(named(both, "part").state().word()).isEqualTo("waiting");
    }

    @Test
    void what_the_rulebook_does_not_have_is_an_error_of_the_task() {
        rulebook(1, START, Map.of("whole", """
                  - safely:
                      try:
                        - part: {run: {workflow: {namespace: shop, name: part, version: '2.0.0'}}}
                      catch:
                        as: why
                        do:
                          - tell: {set: {why: '${ $why.detail }'}}
                """, "part", CHARGE));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");

        assertThat(hub.instances(1, "finished").get(0).output())
                .hasToString("{\"why\":\"the process part has version 1.0.0, not 2.0.0\"}");
    }

    @Test
    void a_process_that_runs_itself_ends() {
        rulebook(1, START, Map.of("whole", """
                  - again: {run: {workflow: {namespace: shop, name: whole, version: latest}}}
                """));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");

        assertThat(hub.instances(17, "failed")).hasSize(17);
    }

    private static Instance named(List<Instance> all, String definition) {
        return all.stream()
                .filter(each -> each.definition().equals(definition))
                .findFirst()
                .orElseThrow();
    }

    private static String outbox(FlowHub hub) {
        return redis.ask("HLEN", hub.keys.outbox(hub.journal.partitionOf("k")));
    }
}
