package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.process.Aims;
import dev.signalbox.flow.process.Hand;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Step;
import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.flow.task.Hands;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do to single instances is an entry of the journal, and done once. */
final class HandsTest extends FlowFixture {

    private static final Hand.Who ANNA = new Hand.Who("anna", "the shop is closed");

    private static final String START = """
            rule "go" when $e : Event( type == "go" ) then
                hub.start( "whole" ).key( $e.getSubject() ).with( "order", $e.str( "order" ) );
            end
            """;

    private static final String CHARGE = "  - post: {call: http, with: {method: post, endpoint: '%s/charge'}}\n";
    private static final String REST = "  - rest: {wait: PT1H}\n";

    private static final String LISTEN = """
              - paid:
                  listen:
                    to: {one: {with: {type: paid}, correlate: {order: {from: .data.order, expect: '${ .order }'}}}}
            """;

    private Aims aims(Instance instance) {
        var definition =
                versions.get(1).definitions().get(instance.definition()).definition();
        return new Aims(definition, instance, null, ANNA);
    }

    private Offered send(FlowHub hub, Instance instance, Aims.Found found) {
        Hand hand = ((Aims.Found.One) found).hand();
        return new Hands(hub.journal, hubClock).send(instance, hand).await();
    }

    private static long told(FlowHub hub, Instance instance, String what) {
        List<Step> steps = hub.instances.timeline(instance.id()).await();
        return steps.stream().filter(step -> step.what().equals(what)).count();
    }

    @Test
    void a_wait_ends_at_once_and_who_asks_again_or_too_late_changes_nothing() {
        rulebook(1, START, Map.of("whole", REST + REST.replace("rest", "more")));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        Instance waiting = hub.instances(1, "waiting").get(0);

        Aims.Found now = aims(waiting).hurry();
        assertThat(send(hub, waiting, now)).isInstanceOf(Offered.Accepted.class);
        assertThat(send(hub, waiting, now)).isInstanceOf(Offered.Duplicate.class);

        Instance further =
                Until.value("the next wait", FlowHub.SOON, () -> hub.instances().get(0), each -> each.places()
                        .containsKey("/do/1/more"));
        send(hub, waiting, aims(waiting).skip(IntNode.valueOf(1), List.of()));
        hub.event("go", "e2", "k", "{}");
        List<Instance> both = hub.instances(2, "waiting");
        assertThat(both).filteredOn(each -> each.id().equals(waiting.id())).containsExactly(further);
        assertThat(told(hub, waiting, "hurried by hand")).isEqualTo(1);
        assertThat(told(hub, waiting, "skipped by hand")).isZero();
    }

    @Test
    void a_failed_task_is_skipped_once_and_its_dead_letter_goes() {
        rulebook(1, START, Map.of("whole", CHARGE + "  - done: {set: {got: '${ . }'}}\n"));
        service.answers(500);
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        Instance failed = hub.instances(1, "failed").get(0);
        Until.value("a dead letter", FlowHub.SOON, () -> dead(hub), found -> found.size() == 1);

        Aims.Found skip = aims(failed)
                .skip(IntNode.valueOf(7), hub.instances.timeline(failed.id()).await());
        send(hub, failed, skip);
        send(hub, failed, skip);

        assertThat(hub.instances(1, "finished").get(0).output()).hasToString("{\"got\":7}");
        assertThat(dead(hub)).isEmpty();
        assertThat(told(hub, failed, "skipped by hand")).isEqualTo(1);
    }

    private static List<DeadLetter> dead(FlowHub hub) {
        return hub.dead.list(null, 10, null).await().items();
    }

    @Test
    void skipping_a_task_cancels_the_part_that_it_waits_for() {
        rulebook(
                1,
                START,
                Map.of(
                        "whole",
                        "  - part: {run: {workflow: {namespace: shop, name: part, version: latest}}}\n",
                        "part",
                        REST));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        Instance whole = named(hub.instances(2, "waiting"), "whole");

        send(hub, whole, aims(whole).skip(IntNode.valueOf(1), List.of()));

        List<Instance> both = Until.value("both ended", FlowHub.SOON, hub::instances, found -> found.stream()
                .allMatch(each -> each.state().ended()));
        assertThat(named(both, "whole").state().word()).isEqualTo("finished");
        assertThat(named(both, "part").state().word()).isEqualTo("cancelled");
    }

    private static Instance named(List<Instance> all, String definition) {
        return all.stream()
                .filter(each -> each.definition().equals(definition))
                .findFirst()
                .orElseThrow();
    }

    /** Where the instance lives, and where it meets its event. */
    @ParameterizedTest
    @CsvSource({"0,0", "0,1"})
    void an_event_by_hand_is_heard_and_leaves_nobody_listening(int home, int meeting) {
        rulebook(1, START, Map.of("whole", LISTEN));
        FlowHub hub = hub("h1", failpoints);
        String order = hub.key(meeting, 3);
        hub.event("go", "e1", hub.key(home, 0), "{\"order\":\"" + order + "\"}");
        Instance waiting = hub.instances(1, "waiting").get(0);
        Until.value("a listener", FlowHub.SOON, () -> redis.ask("HLEN", hub.keys.listeners(meeting)), "1"::equals);

        Aims.Found tell =
                aims(waiting).tell(null, JsonNodeFactory.instance.objectNode().put("amount", 7));
        send(hub, waiting, tell);
        assertThat(send(hub, waiting, tell)).isInstanceOf(Offered.Duplicate.class);

        assertThat(hub.instances(1, "finished").get(0).output()).hasToString("[{\"amount\":7}]");
        Until.value("no listener", FlowHub.SOON, () -> redis.ask("HLEN", hub.keys.listeners(meeting)), "0"::equals);
        hub.event("paid", "e2", hub.key(0, 1), "{\"order\":\"" + order + "\"}");
        Until.value(
                "the real event kept",
                FlowHub.SOON,
                () -> redis.ask("HLEN", hub.keys.early(meeting, "paid", order)),
                "1"::equals);
        assertThat(told(hub, waiting, "heard")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {"PART_AFTER_READ", "COMMIT_AFTER_SEND", "COMMIT_AFTER_OK"})
    void an_owner_that_ends_at_any_step_cancels_once(Failpoint point) {
        rulebook(1, START, Map.of("whole", REST));
        AtomicInteger passes = new AtomicInteger();
        AtomicInteger armed = new AtomicInteger();
        Failpoints sometimes = passed -> {
            if (passed == point && armed.get() > 0 && passes.incrementAndGet() <= 2) {
                throw new IllegalStateException("the owner ends at " + point);
            }
        };
        FlowHub hub = hub("h1", sometimes);
        hub.event("go", "e1", "k", "{}");
        Instance waiting = hub.instances(1, "waiting").get(0);
        armed.set(1);

        send(hub, waiting, aims(waiting).cancel(false));

        hub.instances(1, "cancelled");
        Until.value("the owner ended", FlowHub.SOON, passes::get, count -> count > 0);
        assertThat(told(hub, waiting, "cancelled")).isEqualTo(1);
        assertThat(Optional.ofNullable(hub.instances().get(0).places())).hasValue(Map.of());
    }
}
