package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.job.Job;
import dev.signalbox.flow.job.Order;
import dev.signalbox.flow.job.Runs;
import dev.signalbox.flow.job.Standing;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What jobs do to instances, over a real Redis: put back as they are or otherwise, given up, cancelled. */
class PutBackByJobTest extends FlowFixture {

    private static final String POST =
            "  - post: {call: http, with: {method: post, endpoint: '%s/{where}', body: '${ {n: .n} }'}}\n";
    private static final String START = """
            rule "go" when $e : Event( type == "go" ) then
                hub.start( "tell" ).key( $e.getSubject() ).with( "n", 1 );
            end
            """;

    private static String post(String where) {
        return POST.replace("{where}", where);
    }

    private FlowHub failing(String tasks) {
        rulebook(1, START, Map.of("tell", tasks));
        service.answers(500);
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");
        hub.instances(1, "failed");
        return hub;
    }

    private static DeadLetter letter(FlowHub hub) {
        return Until.value(
                        "a dead letter",
                        FlowHub.SOON,
                        () -> hub.dead.list(null, 10, null).await().items(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private void newest(FlowHub hub, String tasks) {
        rulebook(2, START, Map.of("tell", tasks));
        hub.offer(Kind.RULEBOOK, "signalbox.rulebook", "v2", hub.key(0, 0), "{\"version\":2}");
        hub.offer(Kind.RULEBOOK, "signalbox.rulebook", "v2b", hub.key(1, 0), "{\"version\":2}");
    }

    private static Order order(boolean newest, @Nullable String input) {
        return new Order(Order.Kind.REDRIVE, 1_000, 0, newest, input, "");
    }

    private static Step redriven(FlowHub hub, String instance) {
        return hub.instances.timeline(instance).await().stream()
                .filter(step -> step.what().equals("redriven"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_newest_version_goes_on_at_the_task_that_failed_and_the_timeline_says_so() {
        FlowHub hub = failing(post("old"));
        DeadLetter dead = letter(hub);
        newest(hub, post("new") + "  - more: {set: {better: true}}\n");
        service.answers(200);

        Standing standing = hub.job(FlowHub.letters(dead.id()), order(true, null));
        Instance done = hub.instances(1, "finished").get(0);

        assertThat(done.version()).isEqualTo(2);
        assertThat(done.output()).hasToString("{\"better\":true}");
        assertThat(service.hits()).extracting(TestTarget.Hit::path).containsExactly("/old", "/new");
        assertThat(service.keys().get(0)).isEqualTo(service.keys().get(1));
        assertThat(redriven(hub, done.id()).detail())
                .hasToString("{\"job\":\"" + standing.job().id() + "\",\"version\":{\"from\":1,\"to\":2}}");
    }

    @Test
    void a_version_without_the_place_is_refused_in_words_and_may_be_asked_for_again() {
        FlowHub hub = failing(post("old"));
        DeadLetter dead = letter(hub);
        newest(hub, "  - other: {set: {a: 1}}\n" + post("new"));

        Standing asked = hub.job(FlowHub.letters(dead.id()), order(true, null));
        Standing refused = refused(hub, asked);
        Standing again = refused(hub, hub.job(FlowHub.letters(dead.id()), order(true, null)));

        assertThat(refused.why()).containsEntry(dead.id(), "the newest version of tell has no task at /do/0/post");
        assertThat(again.refused()).isEqualTo(1);
        assertThat(hub.instances(1, "failed").get(0).version()).isEqualTo(1);
        assertThat(letter(hub)).isEqualTo(dead);
    }

    private static Standing refused(FlowHub hub, Standing standing) {
        return Until.value(
                "a refusal",
                FlowHub.SOON,
                () -> hub.jobs.find(standing.job().id()).await().orElseThrow(),
                found -> found.refused() == 1);
    }

    @Test
    void another_input_is_called_under_another_key_and_told_with_the_one_before() {
        FlowHub hub = failing(post("tell"));
        DeadLetter dead = letter(hub);
        service.answers(200);

        hub.job(FlowHub.letters(dead.id()), order(false, "{\"n\": 12345678901234567890}"));
        Instance done = hub.instances(1, "finished").get(0);

        assertThat(service.hits())
                .extracting(TestTarget.Hit::body)
                .containsExactly("{\"n\":1}", "{\"n\":12345678901234567890}");
        assertThat(service.keys().get(1)).isEqualTo(service.keys().get(0) + "/r1");
        assertThat(redriven(hub, done.id()).detail().path("input").path("after"))
                .hasToString("{\"n\":12345678901234567890}");
        assertThat(redriven(hub, done.id()).detail().at("/input/before/n")).hasToString("1");
    }

    @Test
    void what_failed_again_is_counted() {
        FlowHub hub = failing(post("tell"));
        Standing standing = hub.redrive(letter(hub).id());

        Until.holds(
                "it is counted",
                FlowHub.SOON,
                () -> hub.jobs.find(standing.job().id()).await().orElseThrow().again() == 1);
        assertThat(letter(hub).redrives()).isEqualTo(1);
    }

    @Test
    void a_discarded_dead_letter_is_gone_and_its_instance_expires_as_others() {
        FlowHub hub = failing(post("tell"));
        DeadLetter dead = letter(hub);

        hub.job(FlowHub.letters(dead.id()), new Order(Order.Kind.DISCARD, 1_000, 0, false, null, "a test order"));
        Instance done = hub.instances(1, "cancelled").get(0);

        assertThat(hub.dead.list(null, 10, null).await().items()).isEmpty();
        assertThat(hub.instances.timeline(done.id()).await())
                .last()
                .satisfies(step -> assertThat(step.what() + step.detail()).isEqualTo("discarded\"a test order\""));
        assertThat(Long.parseLong(redis.ask("TTL", hub.keys.instance(hub.journal.partitionOf("k"), done.id()))))
                .isPositive();
        assertThat(service.hits()).hasSize(1);
    }

    @Test
    void what_waits_runs_or_failed_is_cancelled_by_a_filter_and_what_is_later_or_other_stays() {
        rulebook(
                1, START + """
                rule "park" when $e : Event( type == "parked" ) then
                    hub.start( "park" ).key( $e.getSubject() ).with( "n", 1 );
                end
                """, Map.of("tell", post("tell"), "park", "  - pause: {wait: {hours: 1}}\n" + post("park")));
        service.answers(500);
        FlowHub hub = hub("h1", failpoints);
        hub.event("parked", "e1", "a", "{}");
        hub.event("parked", "e2", "b", "{}");
        hub.event("go", "e3", "a", "{}");
        Until.value(
                "three instances",
                FlowHub.SOON,
                hub::instances,
                all -> all.size() == 3
                        && all.stream().allMatch(one -> one.state() == State.WAITING || one.state() == State.FAILED));

        assertThat(cancel(hub, new Runs("park", null, null, 1))).isZero();
        assertThat(cancel(hub, new Runs("park", State.FAILED, null, Long.MAX_VALUE)))
                .isZero();
        assertThat(cancel(hub, new Runs(null, null, "a", Long.MAX_VALUE))).isEqualTo(2);

        List<Instance> all = Until.value(
                "two that are cancelled",
                FlowHub.SOON,
                hub::instances,
                found -> found.stream()
                                .filter(one -> one.state() == State.CANCELLED)
                                .count()
                        == 2);
        assertThat(all)
                .filteredOn(one -> one.key().equals("b"))
                .extracting(Instance::state)
                .containsExactly(State.WAITING);
        assertThat(hub.dead.list(null, 10, null).await().items()).isEmpty();
    }

    private static int cancel(FlowHub hub, Runs wanted) {
        Order order = new Order(Order.Kind.CANCEL, 1_000, 0, false, null, "the shop has closed");
        return hub.jobs.begin(wanted, order).await().map(Job::count).orElse(0);
    }
}
