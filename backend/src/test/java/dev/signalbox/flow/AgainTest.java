package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.testing.Until;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code schedule.after}: what has finished is followed by one that begins later, and by one only. */
final class AgainTest extends FlowFixture {

    private static final String START = """
            rule "go" when $e : Event( type == "go" ) then
                hub.start( "job" ).key( $e.getSubject() ).with( "n", $e.getId() );
            end
            rule "stop" when $e : Event( type == "stop" ) then
                hub.cancel( "job" ).key( $e.getSubject() );
            end
            """;
    private static final String POST = """
              - post: {call: http, with: {method: post, endpoint: '%1$s/post', body: '${ {n: $workflow.input.n, id: $workflow.id} }'}}
            """;
    private static final String OFTEN = "schedule: {after: PT0.05S}\n";
    private static final String LATE = "schedule: {after: PT1H}\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"commit.afterSend", "commit.afterOk", "timer.afterDue", "timer.afterFire", "outbox.afterRecord"})
    void each_that_finishes_is_followed_by_one_also_when_its_owner_ends_at_a_step(String step) {
        rulebook(1, START, Map.of("job", POST + OFTEN));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        until(hub, all -> finished(all) >= 3);

        failpoints.throwAt(step, failpoints.passes(step) + 2);
        until(hub, all -> finished(all) >= 12);

        assertOneAfterAnother(hub);
        assertThat(failpoints.passes(step)).isGreaterThan(2);
        assertThat(service.hits().stream().map(hit -> hit.idempotencyKey()).distinct())
                .hasSizeGreaterThanOrEqualTo(12);
        assertThat(service.hits()).allSatisfy(hit -> assertThat(hit.body()).contains("\"n\":\"e1\""));
    }

    @Test
    void what_follows_can_be_seen_and_cancelled_before_it_begins() {
        rulebook(1, START, Map.of("job", "  - done: {set: {done: true}}\n" + LATE));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        Instance next = until(hub, all -> all.size() == 2 && finished(all) == 1).stream()
                .filter(each -> each.state() == State.WAITING)
                .findFirst()
                .orElseThrow();

        assertThat(LimitsFixture.told(hub, next)).containsExactly("queued");
        assertThat(next.key()).isEqualTo("k");
        hub.event("stop", "s", "k", "{}");

        assertThat(until(hub, all -> all.stream().allMatch(each -> each.state().ended())))
                .extracting(Instance::state)
                .containsExactlyInAnyOrder(State.FINISHED, State.CANCELLED);
    }

    @Test
    void what_fails_is_not_followed_until_it_is_put_back_and_finishes() {
        rulebook(1, START, Map.of("job", POST + LATE));
        service.answers("POST /post", 500);
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        hub.instances(1, "failed");

        hub.redrive(Until.value(
                        "a dead letter",
                        FlowHub.SOON,
                        () -> hub.dead.list(null, 10, null).await().items(),
                        found -> !found.isEmpty())
                .get(0)
                .id());

        until(hub, all -> all.size() == 2 && finished(all) == 1);
    }

    @Test
    void a_part_that_somebody_waits_for_is_not_followed() {
        rulebook(1, START, Map.of("job", """
                  - part: {run: {workflow: {namespace: shop, name: part, version: latest}}}
                  - done: {set: {done: true}}
                """, "part", "  - done: {set: {done: true}}\n" + LATE));
        FlowHub hub = hub("h1", failpoints);

        hub.event("go", "e1", "k", "{}");
        hub.event("go", "e2", "k", "{}");

        assertThat(hub.instances(4, "finished")).hasSize(4);
    }

    private static void assertOneAfterAnother(FlowHub hub) {
        Map<String, Integer> followers = new HashMap<>();
        for (Instance each : hub.instances()) {
            if (each.origin().parent() != null) {
                followers.merge(each.origin().parent().instance(), 1, Integer::sum);
            }
        }
        assertThat(followers.values()).containsOnly(1);
        assertThat(hub.instances().stream().filter(each -> each.origin().parent() == null))
                .hasSize(1);
    }

    private static long finished(List<Instance> all) {
        return all.stream().filter(each -> each.state() == State.FINISHED).count();
    }

    private static List<Instance> until(FlowHub hub, Predicate<List<Instance>> wanted) {
        return Until.value("the instances", FlowHub.SOON, hub::instances, wanted);
    }
}
