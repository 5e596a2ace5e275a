package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code onLimit: queue}: those who come while as many as may are running begin later, in their order, each once. */
final class QueueTest extends LimitsFixture {

    private static final String FIRST = "waits for its turn: 1 of 1 running";

    @Test
    void the_second_of_a_key_waits_until_the_first_has_ended_and_says_so() {
        job(1, HOLD + CALL + ONE);
        FlowHub hub = hub("h1", failpoints);

        go(hub, "k", "e1", "e2");
        go(hub, "other", "e3");
        held(hub, "e1");
        held(hub, "e3");
        Instance second = queued(hub, "e2");
        free(hub, "e1");
        held(hub, "e2");
        free(hub, "e2");
        free(hub, "e3");

        List<Instance> all = hub.instances(3, "finished");
        assertThat(second.state()).isEqualTo(State.WAITING);
        assertThat(waits(second)).isEqualTo(FIRST);
        assertThat(told(
                        hub,
                        all.stream()
                                .filter(each -> each.id().equals(second.id()))
                                .findFirst()
                                .orElseThrow()))
                .containsExactly("queued", "begun", "finished");
        nobodyIsLeft(hub);
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
    void an_owner_that_ends_at_any_step_begins_each_once_and_in_order(Failpoint point) {
        job(1, CALL + CALL.replace("post:", "more:") + ONE);
        AtomicInteger passes = new AtomicInteger();
        FlowHub hub = hub("h1", endingAt(point, 3, 20, passes));

        go(hub, "k", "e1", "e2", "e3", "e4", "e5");
        List<Instance> all = hub.instances(5, "finished");

        assertThat(passes.get()).isPositive();
        assertThat(posted())
                .containsExactly(
                        "{\"n\":\"e1\"}", "{\"n\":\"e2\"}", "{\"n\":\"e3\"}", "{\"n\":\"e4\"}", "{\"n\":\"e5\"}");
        for (Instance each : all) {
            assertThat(told(hub, each)).filteredOn("begun"::equals).hasSizeLessThan(2);
        }
        nobodyIsLeft(hub);
    }

    @Test
    void another_hub_that_takes_the_partition_over_knows_who_runs_and_who_waits() {
        job(1, HOLD + CALL + ONE);
        GivenShares others = new GivenShares();
        others.take(0);
        others.take(1);
        FlowHub one = hub("h1", failpoints);
        FlowHub two = hub("h2", new ArmedFailpoints(), others);
        go(one, "k", "e1", "e2", "e3");
        held(one, "e1");
        queued(one, "e3");

        for (int partition = 0; partition < FlowHub.PARTITIONS; partition++) {
            shares.take(partition);
            others.give(partition);
        }
        Until.value(
                "the new owner", FlowHub.SOON, () -> two.partitions.tenures().owned(), owned -> owned.size() == 2);
        go(two, "k", "e4");
        queued(two, "e4");
        for (String event : List.of("e1", "e2", "e3", "e4")) {
            held(two, event);
            free(two, event);
        }

        two.instances(4, "finished");
        assertThat(posted()).containsExactly("{\"n\":\"e1\"}", "{\"n\":\"e2\"}", "{\"n\":\"e3\"}", "{\"n\":\"e4\"}");
        nobodyIsLeft(two);
    }

    @Test
    void who_is_cancelled_while_it_waits_never_begins() {
        job(1, HOLD + ONE);
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1", "e2", "e3");
        queued(hub, "e3");

        hub.event("stop", "s", "k", "{}");

        List<Instance> all = hub.instances(3, "cancelled");
        for (Instance each : all) {
            assertThat(told(hub, each)).doesNotContain("begun");
        }
        nobodyIsLeft(hub);
    }

    @Test
    void one_that_failed_frees_its_turn_and_goes_on_at_once_when_it_is_put_back() {
        job(1, CALL + HOLD.replace("hold", "then") + ONE);
        service.answers("POST /post", 500, 200);
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1", "e2", "e3");
        until(hub, "e1", each -> each.state() == State.FAILED);
        until(hub, "e2", each -> each.places().containsKey("/do/1/then"));
        queued(hub, "e3");

        List<DeadLetter> dead = hub.dead.list(null, 10, null).await().items();
        hub.redrive(dead.get(0).id());
        until(hub, "e1", each -> each.places().containsKey("/do/1/then"));
        hub.event("free", "f2", "k", "{\"n\":\"e2\"}");
        ended(hub, "e2");

        assertThat(waits(queued(hub, "e3"))).isEqualTo(FIRST);
        free(hub, "e1");
        until(hub, "e3", each -> each.places().containsKey("/do/1/then"));
        free(hub, "e3");
        hub.instances(3, "finished");
        nobodyIsLeft(hub);
    }

    @Test
    void an_event_that_starts_too_much_for_a_commit_leaves_nobody_in_a_line() {
        rulebook(1, START + """
                rule "much" when Event( type == "much" ) then
                    for (int i = 0; i < 600; i++) { hub.start( "job" ).key( "m" + i ).with( "n", "" + i ); }
                end
                """, Map.of("job", HOLD + ONE));
        FlowHub hub = hub("h1", failpoints);
        int home = hub.journal.partitionOf("k");
        String other = IntStream.range(0, 600)
                .mapToObj(n -> "m" + n)
                .filter(key -> hub.journal.partitionOf(key) == home)
                .findFirst()
                .orElseThrow();

        hub.event("much", "bad", "k", "{}");
        go(hub, other, "e1");

        held(hub, "e1");
        assertThat(hub.past(home).get(0).quarantine()).contains("too large");
        assertThat(redis.ask("HLEN", hub.keys.turns(home))).isEqualTo("1");
    }

    @Test
    void versions_count_together_and_each_start_has_the_limit_of_its_own() {
        job(1, HOLD + ONE);
        FlowHub hub = hub("h1", failpoints);
        go(hub, "k", "e1", "e2");
        queued(hub, "e2");

        job(2, HOLD + "x-signalbox: {concurrency: {limit: 2}}\n");
        hub.offer(Kind.RULEBOOK, "rulebook", "r2", "k", "{\"version\":2}");
        go(hub, "k", "e3");
        queued(hub, "e3");
        free(hub, "e1");
        held(hub, "e2");

        held(hub, "e3");
        free(hub, "e2");
        free(hub, "e3");
        hub.instances(3, "finished");
        nobodyIsLeft(hub);
    }

    @Test
    void parts_wait_for_their_turn_too_and_a_crowd_needs_more_than_one_commit() {
        rulebook(1, START, Map.of("job", """
                  - each:
                      for: {each: i, in: '[range(60)]'}
                      do:
                        - part: {run: {workflow: {namespace: shop, name: part, version: latest, input: {n: '${ $i }'}}, await: false}}
                """, "part", CALL + ONE));
        FlowHub hub = hub("h1", failpoints);

        go(hub, "k", "e1");
        hub.instances(61, "finished");

        assertThat(posted())
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .mapToObj(n -> "{\"n\":" + n + "}")
                        .toList());
        nobodyIsLeft(hub);
    }

    @Test
    void a_crowd_whose_members_need_no_time_begins_one_after_another_through_many_commits() {
        job(1, HOLD.replace("hold: {", "hold: {if: '${ .n == \"e0\" }', ") + ONE);
        FlowHub hub = hub("h1", failpoints);
        String[] events = IntStream.range(0, 40).mapToObj(n -> "e" + n).toArray(String[]::new);
        go(hub, "k", events);
        queued(hub, "e39");

        free(hub, "e0");

        hub.instances(40, "finished");
        nobodyIsLeft(hub);
    }
}
