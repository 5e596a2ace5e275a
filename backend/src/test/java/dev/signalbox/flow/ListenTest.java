package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.listen.RedisListeners;
import dev.signalbox.flow.process.Correlations;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.InstanceId;
import dev.signalbox.flow.process.Origin;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code listen}: events and those who wait for them find each other, whoever comes first and wherever they are. */
final class ListenTest extends FlowFixture {

    private static final String START = """
            rule "go" when $e : Event( type == "ordered" ) then
                hub.start( "order" ).key( $e.getSubject() ).with( "order", $e.str( "order" ) );
            end
            """;

    private static final String LISTEN = """
              - paid:
                  listen:
                    to:
                      one:
                        with: {type: paid}
                        correlate: {order: {from: .data.order, expect: '${ .order }'}}
              - done: {set: {amount: '${ .[0].amount }'}}
            """;

    /** Keys of the order, of the value that is waited for, and of the payment: together, and each elsewhere. */
    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0,1", "0,1,0", "0,1,1"})
    void an_event_is_heard_by_who_waits_for_it_wherever_they_are(int home, int meeting, int sender) {
        rulebook(1, START, Map.of("order", LISTEN));
        FlowHub hub = hub("h1", failpoints);
        String order = hub.key(meeting, 3);

        hub.event("ordered", "e1", hub.key(home, 0), "{\"order\":\"" + order + "\"}");
        hub.instances(1, "waiting");
        hub.event("paid", "e2", hub.key(sender, 1), "{\"order\":\"" + order + "\",\"amount\":7}");

        Instance heard = hub.instances(1, "finished").get(0);
        assertThat(heard.output()).hasToString("{\"amount\":7}");
        assertThat(hub.instances.heard("shop", "e2", 9).await())
                .extracting(Instance::id)
                .containsExactly(heard.id());
        assertThat(hub.instances.heard("shop", "e1", 9).await()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0,1", "0,1,0", "0,1,1"})
    void an_event_that_came_first_is_heard_too_and_only_once(int home, int meeting, int sender) {
        rulebook(1, START, Map.of("order", LISTEN));
        FlowHub hub = hub("h1", failpoints);
        String order = hub.key(meeting, 3);

        hub.event("paid", "e1", hub.key(sender, 1), "{\"order\":\"" + order + "\",\"amount\":7}");
        Until.value(
                "the event kept",
                FlowHub.SOON,
                () -> redis.ask("HLEN", hub.keys.early(meeting, "paid", order)),
                "1"::equals);
        hub.event("ordered", "e2", hub.key(home, 0), "{\"order\":\"" + order + "\"}");

        assertThat(hub.instances(1, "finished").get(0).output()).hasToString("{\"amount\":7}");
        hub.event("ordered", "e3", hub.key(home, 0), "{\"order\":\"" + order + "\"}");
        Until.value(
                "one waits",
                FlowHub.SOON,
                hub::instances,
                found -> found.size() == 2
                        && found.stream().anyMatch(each -> each.state().word().equals("waiting")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {
                "PART_AFTER_READ",
                "RULE_AFTER_FIRE",
                "COMMIT_AFTER_SEND",
                "COMMIT_AFTER_OK",
                "OUTBOX_BEFORE_OFFER",
            })
    void owners_that_end_at_any_step_lose_no_event_and_hear_none_twice(Failpoint point) {
        rulebook(1, START, Map.of("order", LISTEN));
        AtomicInteger passes = new AtomicInteger();
        FlowHub hub = hub("h1", endingAt(point, 3, 30, passes));
        int count = 20;
        for (int i = 0; i < count; i++) {
            String order = "{\"order\":\"o-" + i + "\",\"amount\":" + i + "}";
            boolean first = i % 2 == 0;
            hub.event(first ? "ordered" : "paid", "a" + i, "s-" + i, order);
            hub.event(first ? "paid" : "ordered", "b" + i, "t-" + i, order);
        }

        List<Instance> all = hub.instances(count, "finished");

        assertThat(passes.get()).isPositive();
        assertThat(all.stream()
                        .map(each -> each.output().path("amount").asInt())
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    }

    @Test
    void one_event_is_for_the_first_who_waits_and_with_consume_all_for_everyone() {
        rulebook(1, START + """
                rule "all" when $e : Event( type == "watched" ) then
                    hub.start( "watch" ).key( $e.getSubject() );
                end
                """, Map.of("order", LISTEN, "watch", """
                  - any:
                      listen: {to: {one: {with: {type: paid}}}}
                      x-signalbox: {consume: all}
                """));
        FlowHub hub = hub("h1", failpoints);
        String order = hub.key(0, 3);
        for (int i = 0; i < 2; i++) {
            hub.event("ordered", "o" + i, hub.key(0, i), "{\"order\":\"" + order + "\"}");
            hub.event("watched", "w" + i, hub.key(1, i), "{}");
        }
        hub.instances(4, "waiting");

        hub.event("paid", "p1", hub.key(0, 1), "{\"order\":\"" + order + "\",\"amount\":7}");
        List<Instance> all = Until.value(
                "three have heard",
                FlowHub.SOON,
                hub::instances,
                found -> found.stream()
                                .filter(each -> each.state().word().equals("finished"))
                                .count()
                        == 3);

        assertThat(all.stream()
                        .filter(each -> each.state().word().equals("waiting"))
                        .map(Instance::key))
                .containsExactly(hub.key(0, 1));
        hub.event("paid", "p2", hub.key(0, 1), "{\"order\":\"" + order + "\",\"amount\":8}");
        hub.instances(4, "finished");
    }

    @Test
    void who_has_heard_all_leaves_nothing_in_other_partitions() {
        rulebook(1, START, Map.of("order", """
                  - both:
                      listen:
                        to:
                          all:
                            - {with: {type: paid}, correlate: {order: {from: .data.order, expect: '${ .order }'}}}
                            - {with: {type: packed}, correlate: {order: {from: .data.order, expect: '${ .order }'}}}
                """));
        FlowHub hub = hub("h1", failpoints);
        String order = "{\"order\":\"" + hub.key(1, 3) + "\"}";
        for (int i = 0; i < 2; i++) {
            hub.event("ordered", "o" + i, hub.key(0, i), order);
            Until.value("two wait", FlowHub.SOON, () -> redis.ask("HLEN", hub.keys.listeners(1)), "2"::equals);
            hub.event("paid", "p" + i, hub.key(1, 1), order);
            Until.value("one waits", FlowHub.SOON, () -> redis.ask("HLEN", hub.keys.listeners(1)), "1"::equals);
            hub.event("packed", "q" + i, hub.key(1, 1), order);
            hub.instances(i + 1, "finished");
        }

        assertThat(redis.ask("HLEN", hub.keys.listeners(1))).isEqualTo("0");
    }

    @Test
    void what_definitions_listen_for_is_learnt_and_never_forgotten() {
        rulebook(1, START, Map.of("order", LISTEN));
        RedisListeners listeners = new RedisListeners(hub("h1", failpoints).link, new KeySpace());

        listeners.learn(Set.of(new Correlations.Way("paid", ".data.order"))).await();

        assertThat(listeners.learn(Set.of()).await().has("paid")).isTrue();
        assertThat(listeners
                        .learn(Set.of(new Correlations.Way("packed", "")))
                        .await()
                        .has("packed"))
                .isTrue();
    }

    @Test
    void the_event_that_started_an_instance_is_not_what_it_waits_for() {
        rulebook(1, START, Map.of("order", LISTEN.replace("type: paid", "type: ordered")));
        FlowHub hub = hub("h1", failpoints);

        hub.event("ordered", "e1", "k", "{\"order\":\"x\"}");
        hub.instances(1, "waiting");
        hub.event("ordered", "e2", "k", "{\"order\":\"x\",\"amount\":1}");

        Until.value(
                "the first has heard the second",
                FlowHub.SOON,
                hub::instances,
                found -> found.size() == 2
                        && found.stream()
                                .anyMatch(each -> each.origin().event().id().equals("e1")
                                        && each.state().word().equals("finished")));
    }

    @Test
    void who_does_not_wait_any_more_takes_no_event() {
        rulebook(1, START, Map.of("order", """
                  - paid:
                      try:
                        - hear:
                            timeout: {after: PT0.2S}
                            listen:
                              to:
                                one:
                                  with: {type: paid}
                                  correlate: {order: {from: .data.order, expect: '${ .order }'}}
                      catch:
                        errors: {with: {status: 408}}
                        do: [{late: {set: {late: true}}}]
                """));
        FlowHub hub = hub("h1", failpoints);
        String order = hub.key(1, 3);
        hub.event("ordered", "e1", hub.key(0, 0), "{\"order\":\"" + order + "\"}");

        assertThat(hub.instances(1, "finished").get(0).output()).hasToString("{\"late\":true}");
        Until.value("no listener", FlowHub.SOON, () -> redis.ask("HLEN", hub.keys.listeners(1)), "0"::equals);
        hub.event("paid", "e2", hub.key(0, 1), "{\"order\":\"" + order + "\"}");
        Until.value(
                "the event kept", FlowHub.SOON, () -> redis.ask("HLEN", hub.keys.early(1, "paid", order)), "1"::equals);
    }

    @Test
    void a_start_that_comes_once_more_lets_nobody_wait_who_has_heard_already() {
        rulebook(1, START, Map.of("order", LISTEN));
        FlowHub hub = hub("h1", failpoints);
        Origin origin = new Origin(new EventId("shop", "", "e1"), "shop/go", 0, 1, 1, null, 0, null);
        String id = InstanceId.start(hub.journal.partitionOf("k"), origin.event(), origin.rule(), "order", "k");
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("order", "k");
        String start = new StartOrder(id, 0, "order", "k", input, origin)
                .payload()
                .json()
                .toString();
        hub.offer(Kind.START, "signalbox.start", "s1", "k", start);
        hub.event("paid", "e2", "k", "{\"order\":\"k\",\"amount\":1}");
        hub.instances(1, "finished");

        hub.offer(Kind.START, "signalbox.start", "s2", "k", start);
        hub.event("paid", "e3", "k", "{\"order\":\"k\",\"amount\":2}");
        int home = hub.journal.partitionOf("k");
        Until.value(
                "the event kept",
                FlowHub.SOON,
                () -> redis.ask("HLEN", hub.keys.early(home, "paid", "k")),
                "1"::equals);

        assertThat(redis.ask("HLEN", hub.keys.listeners(home))).isEqualTo("0");
        assertThat(hub.instances()).hasSize(1);
    }
}
