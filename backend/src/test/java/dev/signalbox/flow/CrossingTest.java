package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.testing.Until;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decision wants elsewhere arrives there, once. */
final class CrossingTest extends FlowFixture {

    private static final String CROSSING = """
            rule "over" when $e : Event( type == "over" ) then
                hub.start( "tell" ).key( $e.str( "to" ) ).with( "order", $e.getId() );
            end
            rule "echo" when $e : Event( type == "echo" ) then
                hub.emit( "echo" ).subject( $e.getSubject() ).with( "n", 1 );
            end
            rule "stop" when $e : Event( type == "stop" ) then
                hub.cancel( "park" ).key( $e.getSubject() );
            end
            """;

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "outbox.beforeOffer", "rule.afterFireBeforeCommit"})
    void a_start_with_a_key_of_another_partition_arrives_there_once(String point) {
        rulebook(1, RULES + CROSSING, 300);
        AtomicBoolean committed = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        Failpoints once = passed -> {
            if (!Thread.currentThread().getName().equals("partition-0")) {
                return;
            }
            boolean now = committed.get() || passed == Failpoint.OUTBOX_BEFORE_OFFER;
            committed.compareAndSet(false, passed == Failpoint.COMMIT_AFTER_OK);
            if (now && passed.toString().equals(point) && ended.compareAndSet(false, true)) {
                throw new IllegalStateException("the owner ends at " + point);
            }
        };
        FlowHub hub = hub("h1", once);
        String to = hub.key(1, 0);

        hub.event("over", "e1", hub.key(0, 0), "{\"to\":\"" + to + "\"}");
        List<Instance> found = hub.instances(1, "finished");
        Until.value("an empty outbox", FlowHub.SOON, () -> redis.ask("HLEN", hub.keys.outbox(0)), "0"::equals);

        assertThat(ended.get()).isEqualTo(!point.equals("nothing"));
        assertThat(found.get(0).id()).startsWith("1-");
        assertThat(found.get(0).key()).isEqualTo(to);
        assertThat(hub.decided(1, 1)).hasSize(1);
        assertThat(service.hits()).hasSize(1);
    }

    @Test
    void an_event_that_a_rule_emits_is_an_event_and_seventeen_deep_it_is_a_loop() {
        FlowHub hub = hub(RULES + CROSSING);
        int partition = hub.journal.partitionOf("k");

        hub.event("echo", "e1", "k", "{}");
        List<Past> past = hub.decided(partition, 18);

        assertThat(past).hasSize(18);
        assertThat(past.get(1).entry().offer().envelope().id().source()).isEqualTo("signalbox");
        assertThat(past.get(1).entry().offer().received())
                .isGreaterThan(past.get(0).entry().offer().received());
        assertThat(past)
                .extracting(one -> one.entry().offer().depth())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
        assertThat(past.get(17).quarantine()).contains("loop");
        assertThat(past.subList(0, 17)).allMatch(one -> one.quarantine() == null);
    }

    @Test
    void a_cancellation_ends_what_was_started_right_before_it() {
        rulebook(1, RULES + CROSSING, 600_000);
        FlowHub hub = hub("h1", failpoints);

        hub.event("parked", "e1", "k", "{}");
        hub.event("stop", "e2", "k", "{}");

        hub.instances(1, "cancelled");
        assertThat(service.hits()).isEmpty();
    }
}
