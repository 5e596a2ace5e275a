package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.testing.Until;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Partitions go from hub to hub, as planned or not, and what they do is done once. */
final class HandoverTest extends FlowFixture {

    private final GivenShares others = new GivenShares();

    @Test
    void a_partition_is_handed_over_when_it_is_to_be_another_hubs() {
        others.take(0);
        others.take(1);
        FlowHub one = pair(failpoints);
        FlowHub two = hub("h2", new ArmedFailpoints(), others);
        int partition = one.event("paid", "e1", "k", "{}").partition();
        one.instances(1, "finished");
        assertThat(owner(partition)).isEqualTo("h1");

        move(partition);
        Until.value("the new owner", FlowHub.SOON, () -> owner(partition), "h2"::equals);
        one.event("paid", "e2", "k", "{}");

        two.instances(2, "finished");
        assertThat(service.hits()).hasSize(2);
        assertThat(one.partitions.tenures().handovers()).isEqualTo(1);
        assertThat(one.partitions.tenures().fencings()).isZero();
        assertThat(two.partitions.tenures().owned()).containsExactly(partition);
    }

    @Test
    void a_hub_waits_for_its_share_and_takes_nothing_else() {
        others.take(0);
        FlowHub two = hub("h2", new ArmedFailpoints(), others);

        Until.value("its share", FlowHub.SOON, () -> two.partitions.tenures().owned(), owned -> owned.contains(1));

        assertThat(owner(0)).isEmpty();
    }

    @Test
    void an_owner_decides_at_once_what_another_hub_has_appended() {
        others.take(0);
        others.take(1);
        others.meet();
        shares.meet();
        FlowHub one = pair(failpoints);
        FlowHub two = hub("h2", new ArmedFailpoints(), others);
        one.decided(0, 0);

        for (int n = 0; n < 50; n++) {
            two.event("paid", "e" + n, "k" + n, "{}");
        }

        one.instances(50, "finished");
        assertThat(one.decided(0, 1)).hasSizeGreaterThan(1);
    }

    @Test
    void an_owner_whose_lease_is_over_asks_before_it_calls() {
        shares.meet();
        CountDownLatch held = new CountDownLatch(1);
        ArmedFailpoints slow = new ArmedFailpoints();
        slow.doAt("commit.afterOk", 1, () -> await(held));
        FlowHub one = pair(slow);
        one.event("paid", "e1", "k", "{}");
        Until.value("the commit of the old owner", FlowHub.SOON, () -> slow.passes("commit.afterOk"), n -> n == 1);
        FlowHub two = hub("h2", failpoints);
        two.instances(1, "finished");
        assertThat(service.hits()).hasSize(1);

        held.countDown();
        Until.value(
                "the old owner fenced",
                FlowHub.SOON,
                () -> one.partitions.tenures().fencings(),
                fenced -> fenced > 0);
        one.close();

        assertThat(service.hits()).hasSize(1);
    }

    private void move(int partition) {
        shares.take(partition);
        others.give(partition);
    }

    private FlowHub pair(ArmedFailpoints points) {
        rulebook(1, RULES, 300);
        return hub("h1", points, shares);
    }

    private String owner(int partition) {
        return redis.ask("HGET", "sb:{p" + partition + "}:owner", "hub");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
