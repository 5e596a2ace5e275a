package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.job.Job;
import dev.signalbox.flow.job.Order;
import dev.signalbox.flow.job.Runs;
import dev.signalbox.flow.process.Aims;
import dev.signalbox.flow.process.Hand;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.Hands;
import dev.signalbox.testing.Until;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancellation that undoes what was done, whoever wants it: a rule, a person, a job. */
final class CancelAndUndoTest extends FlowFixture {

    private static final String RULES = """
            rule "go" when $e : Event( type == "go" ) then
                hub.start( "charge" ).key( $e.getSubject() );
            end
            rule "back" when $e : Event( type == "back" ) then
                hub.cancel( "charge" ).key( $e.getSubject() ).compensate();
            end
            rule "stop" when $e : Event( type == "stop" ) then
                hub.cancel( "charge" ).key( $e.getSubject() );
            end
            """;

    private static final String CHARGE = """
              - charge:
                  set: {charged: 7}
                  x-signalbox:
                    compensate:
                      do: [{refund: {set: {refunded: '${ $done.charged }', why: '${ $why }'}}}]
              - rest: {wait: PT1H}
            """;

    private enum By {
        RULE,
        PERSON,
        JOB
    }

    @ParameterizedTest
    @EnumSource
    void what_was_done_is_undone(By by) {
        FlowHub hub = waiting();
        cancel(hub, by, true);

        Instance ended = hub.instances(1, "compensated").get(0);
        assertThat(hub.instances.timeline(ended.id()).await())
                .anySatisfy(
                        step -> assertThat(String.valueOf(step.detail())).isEqualTo("{\"refunded\":7,\"why\":null}"));
    }

    @ParameterizedTest
    @EnumSource
    void who_does_not_ask_for_it_undoes_nothing(By by) {
        FlowHub hub = waiting();
        cancel(hub, by, false);

        Instance ended = hub.instances(1, "cancelled").get(0);
        assertThat(ended.state()).isEqualTo(State.CANCELLED);
        assertThat(hub.instances.timeline(ended.id()).await())
                .noneSatisfy(step -> assertThat(step.task()).isEqualTo("refund"));
    }

    private void cancel(FlowHub hub, By by, boolean undo) {
        switch (by) {
            case RULE -> hub.event(undo ? "back" : "stop", "e2", "k", "{}");
            case PERSON -> byHand(hub, hub.instances().get(0), undo);
            case JOB -> byJob(hub, undo ? Order.Kind.COMPENSATE : Order.Kind.CANCEL);
        }
    }

    private FlowHub waiting() {
        rulebook(1, RULES, Map.of("charge", CHARGE));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        hub.instances(1, "waiting");
        return hub;
    }

    private void byHand(FlowHub hub, Instance instance, boolean undo) {
        var definition = versions.get(1).definitions().get("charge").definition();
        Aims aims = new Aims(definition, instance, null, new Hand.Who("anna", "the parcel came back"));
        Hand hand = ((Aims.Found.One) aims.cancel(undo)).hand();
        assertThat(new Hands(hub.journal, hubClock).send(instance, hand).await())
                .isNotNull();
    }

    private static void byJob(FlowHub hub, Order.Kind kind) {
        Order order = new Order(kind, 1_000, 0, false, null, "the shop has closed");
        Runs all = new Runs("charge", null, null, Long.MAX_VALUE);
        assertThat(hub.jobs.begin(all, order).await().map(Job::count)).hasValue(1);
    }

    /** What runs for a task is cancelled as its process is. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_part_undoes_what_it_has_done_when_the_whole_does(boolean undo) {
        rulebook(1, RULES, Map.of("charge", """
                  - part: {run: {workflow: {namespace: shop, name: inner, version: latest}}}
                """, "inner", CHARGE));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        hub.instances(2, "waiting");

        hub.event(undo ? "back" : "stop", "e2", "k", "{}");

        Until.value("both ended", FlowHub.SOON, hub::instances, found -> found.stream()
                .allMatch(each -> each.state().ended()));
        assertThat(hub.instances())
                .filteredOn(each -> each.definition().equals("inner"))
                .extracting(Instance::state)
                .containsExactly(undo ? State.COMPENSATED : State.CANCELLED);
    }
}
