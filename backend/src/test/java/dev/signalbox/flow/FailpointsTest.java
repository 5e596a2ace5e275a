package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails at a point, or is not heard there, is done once all the same. */
final class FailpointsTest extends FlowFixture {

    @ParameterizedTest
    @ValueSource(strings = {"timer.afterDue", "timer.afterFire"})
    void a_timer_fires_once_wherever_its_owner_ends(String point) {
        FlowHub hub = hub(RULES);
        failpoints.throwAt(point, 1);

        hub.event("parked", "e1", "k", "{}");
        hub.instances(1, "finished");

        assertThat(failpoints.passes(point)).isPositive();
        assertThat(service.keys().stream().distinct()).hasSize(1);
        assertThat(hub.instances.timeline(hub.instances().get(0).id()).await())
                .extracting("what")
                .containsOnlyOnce("finished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"handover.afterClaim", "handover.beforeReplayDone"})
    void a_new_owner_that_ends_before_it_begins_is_followed_by_another(String point) {
        FlowHub hub = hub(RULES);
        hub.event("parked", "e1", "k", "{}");
        hub.instances(1, "waiting");
        hub.close();
        failpoints.throwAt(point, failpoints.passes(point) + 1);

        FlowHub next = hub("h2", failpoints);

        next.instances(1, "finished");
        assertThat(service.hits()).hasSize(1);
        assertThat(next.decided(next.journal.partitionOf("k"), 1)).hasSize(1);
    }

    @Test
    void a_failure_is_one_dead_letter_when_its_owner_ends_after_the_move() {
        FlowHub hub = hub(RULES);
        service.answers(400);
        failpoints.throwAt("dlq.afterMove", 1);

        hub.event("paid", "e1", "k", "{}");
        hub.instances(1, "failed");

        Until.holds("the owner's end", FlowHub.SOON, () -> failpoints.passes("dlq.afterMove") == 1);
        assertThat(hub.dead.groups().await())
                .singleElement()
                .extracting("count")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit.afterSend", "handover.afterClaim"})
    void a_lost_reply_of_redis_is_asked_for_again(String point) {
        failpoints.loseAt(point);
        FlowHub hub = hub(RULES);

        hub.event("paid", "e1", "k", "{}");
        hub.instances(1, "finished");

        assertThat(failpoints.losesReply(Failpoint.named(point).orElseThrow())).isFalse();
        assertThat(service.hits()).hasSize(1);
    }

    @Test
    void an_answer_that_is_lost_is_a_fault_of_the_call() {
        FlowHub hub = hub(RULES);
        failpoints.loseAt("outbox.afterCallBeforeRecord");

        hub.event("paid", "e1", "k", "{}");
        hub.instances(1, "failed");

        assertThat(service.hits()).hasSize(1);
        assertThat(hub.dead.groups().await()).hasSize(1);
    }

    @Test
    void a_step_of_trimming_that_fails_is_done_by_the_next_one_and_takes_nothing_unhandled() {
        rulebook(1, RULES, 300);
        failpoints.throwAt("trim.before", 1);
        FlowHub hub = hub("h1", failpoints, Duration.ofMillis(1));
        String key = hub.key(0, 0);
        for (int i = 0; i < 40; i++) {
            hub.event("paid", "e" + i, key, "{}");
        }

        Until.value(
                "a trimmed journal",
                FlowHub.SOON,
                () -> redis.ask("XLEN", hub.keys.journal(0)),
                left -> Integer.parseInt(left) < 40);

        assertThat(failpoints.passes("trim.before")).isGreaterThan(1);
        hub.instances(40, "finished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest.beforeAppend", "ingest.afterAppendBeforeAck"})
    void a_flush_that_fails_is_refused_and_the_next_one_goes_on(String point) throws TimeoutException {
        FlowHub hub = hub(RULES);
        failpoints.throwAt(point, failpoints.passes(point) + 1);

        Offered refused = offer(hub);
        Offered again = offer(hub);

        assertThat(refused).isInstanceOf(Offered.Refused.class);
        assertThat(again).isInstanceOf(point.contains("before") ? Offered.Accepted.class : Offered.Duplicate.class);
        hub.instances(1, "finished");
        assertThat(service.hits()).hasSize(1);
    }

    @Test
    void an_append_whose_reply_is_lost_is_refused_and_its_repeat_a_duplicate() throws TimeoutException {
        FlowHub hub = hub(RULES);
        failpoints.loseAt("ingest.afterAppendBeforeAck");

        Offered unknown = offer(hub);
        Offered again = offer(hub);

        assertThat(unknown).isInstanceOf(Offered.Refused.class);
        assertThat(again).isInstanceOf(Offered.Duplicate.class);
        hub.instances(1, "finished");
        assertThat(service.hits()).hasSize(1);
    }

    private static Offered offer(FlowHub hub) throws TimeoutException {
        Payload data = Payload.of("{}".getBytes(StandardCharsets.UTF_8));
        Envelope envelope = new Envelope(new EventId("shop", "", "e1"), "paid", "k", null, "application/json", data);
        return hub.journal
                .offer(new Offer(Kind.EVENT, envelope, "k", null, 1, 1, 0))
                .await(20, TimeUnit.SECONDS);
    }
}
