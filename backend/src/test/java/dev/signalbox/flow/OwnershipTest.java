package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.testing.TestTarget;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends an owner, and whenever: each decision counts once, and what was begun goes on. */
final class OwnershipTest extends FlowFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "part.afterRead",
                "rule.beforeFire",
                "rule.afterFireBeforeCommit",
                "commit.afterSend",
                "commit.afterOk",
                "outbox.beforeCall",
                "outbox.afterRecord"
            })
    void a_decision_starts_an_instance_once_wherever_its_owner_ends(String point) {
        FlowHub hub = hub(RULES);
        hub.decided(0, 0);
        failpoints.throwAt(point, failpoints.passes(point) + 1);

        hub.event("paid", "e1", "k", "{}");
        hub.instances(1, "finished");
        var past = hub.decided(hub.journal.partitionOf("k"), 1);

        assertThat(past).hasSize(1);
        assertThat(past.get(0).quarantine()).isNull();
        assertThat(service.keys().stream().distinct()).hasSize(1);
        assertThat(hub.instances.timeline(hub.instances().get(0).id()).await())
                .extracting("what")
                .containsOnlyOnce("started");
    }

    @Test
    void an_event_whose_dedupe_was_forgotten_starts_nothing_again() {
        FlowHub hub = hub(RULES);
        hub.event("paid", "e1", "k", "{}");
        hub.instances(1, "finished");
        int partition = hub.journal.partitionOf("k");
        for (String seen : redis.ask("KEYS", "sb:{p" + partition + "}:seen:*").split("[^!-~]+", -1)) {
            redis.ask("DEL", seen);
        }

        hub.event("paid", "e1", "k", "{}");
        var past = hub.decided(partition, 2);

        assertThat(past).extracting(one -> one.quarantine()).containsOnlyNulls();
        assertThat(hub.instances(1, "finished")).hasSize(1);
        assertThat(service.hits()).hasSize(1);
        assertThat(hub.instances.timeline(hub.instances().get(0).id()).await())
                .extracting("what")
                .containsOnlyOnce("started");
    }

    @Test
    void an_old_owner_is_fenced_and_writes_nothing() {
        rulebook(1, RULES, 300);
        CountDownLatch held = new CountDownLatch(1);
        ArmedFailpoints slow = new ArmedFailpoints();
        slow.doAt("rule.afterFireBeforeCommit", 1, () -> await(held));
        FlowHub old = hub("h1", slow);
        old.event("paid", "e1", "k", "{}");
        Until.value(
                "the old owner in its commit",
                FlowHub.SOON,
                () -> slow.passes("rule.afterFireBeforeCommit"),
                n -> n == 1);
        FlowHub next = hub("h2", failpoints);
        next.instances(1, "finished");
        String commits = redis.ask("XLEN", next.keys.commits(next.journal.partitionOf("k")));

        held.countDown();
        Until.value("the old owner gone on", FlowHub.SOON, () -> slow.passes("commit.afterSend"), n -> n > 0);
        old.close();

        assertThat(redis.ask("XLEN", next.keys.commits(next.journal.partitionOf("k"))))
                .isEqualTo(commits);
        assertThat(redis.ask("HGET", next.keys.owner(next.journal.partitionOf("k")), "hub"))
                .isEqualTo("h2");
        assertThat(service.hits()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_waiting_instance_goes_on_after_a_takeover() {
        FlowHub hub = hub(RULES);
        hub.event("parked", "e1", "k", "{}");
        hub.instances(1, "waiting");

        hub.close();
        FlowHub next = hub("h2", failpoints);

        next.instances(1, "finished");
        assertThat(service.hits()).hasSize(1);
    }

    @Test
    void a_running_call_is_made_again_after_a_takeover_with_the_same_key() {
        rulebook(1, RULES, 300);
        FlowHub hub = hub("h1", Failpoints.NONE);
        service.answers("POST /tell", TestTarget.SILENCE);
        hub.event("paid", "e1", "k", "{}");
        Until.value("the call", FlowHub.SOON, service::hits, hits -> hits.size() == 1);
        hub.instances(1, "running");

        hub.close();
        FlowHub next = hub("h2", failpoints);

        next.instances(1, "finished");
        assertThat(service.keys()).hasSize(2);
        assertThat(service.keys().get(0)).isEqualTo(service.keys().get(1));
    }

    @Test
    void a_redis_that_refuses_to_write_is_waited_for_and_nothing_is_lost() {
        FlowHub hub = hub(RULES);
        hub.decided(0, 0);
        failpoints.doAt(
                "rule.afterFireBeforeCommit",
                failpoints.passes("rule.afterFireBeforeCommit") + 1,
                () -> redis.ask("CONFIG", "SET", "min-replicas-to-write", "1"));
        int partition = hub.event("paid", "e1", "k", "{}").partition();

        Until.value("tries", FlowHub.SOON, () -> failpoints.passes("commit.afterSend"), n -> n >= 3);
        String epoch = redis.ask("HGET", hub.keys.owner(partition), "epoch");
        redis.ask("CONFIG", "SET", "min-replicas-to-write", "0");

        hub.instances(1, "finished");
        assertThat(redis.ask("HGET", hub.keys.owner(partition), "epoch")).isEqualTo(epoch);
        assertThat(service.hits()).hasSize(1);
    }

    @Test
    void more_outcomes_than_one_commit_takes_are_committed_in_parts() {
        FlowHub hub = hub(RULES);
        List<String> keys = java.util.stream.IntStream.range(0, 600)
                .mapToObj(i -> hub.key(0, i))
                .toList();
        CountDownLatch all = new CountDownLatch(1);
        failpoints.doAt("part.afterRead", failpoints.passes("part.afterRead") + 1, () -> await(all));

        keys.forEach(key -> hub.event("paid", "e-" + key, key, "{}"));
        all.countDown();

        hub.instances(600, "finished");
        assertThat(service.hits()).hasSize(600);
        assertThat(hub.past(0)).allMatch(past -> past.quarantine() == null);
    }
}
