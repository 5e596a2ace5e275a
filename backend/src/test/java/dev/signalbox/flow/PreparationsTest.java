package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.testing.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The session of a version to come is built beside the one that decides, and is the one that would be built without that. */
final class PreparationsTest extends FlowFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REPLAYED = "handover.beforeReplayDone";

    private static final String OLD = """
            rule "old" when Event( type == "failed" ) then end
            """;

    /** Tells how many events it has seen; at one of them it fails. */
    private static final String COUNTS = """
            rule "counts" when
                $e : Event( type == "failed", str( "n" ) == null )
                accumulate( $f : Event( type == "failed", this before[0s, 1h] $e ); $n : count( $f ) )
            then
                hub.alert( "seen " + $n );
            end
            """;

    private static final String FAILS = """
            rule "fails" when $e : Event( type == "failed", str( "n" ) == "bad" ) then
                if (true) throw new IllegalStateException( "bad" );
            end
            """;

    /** Each at a millisecond of its own: of two at the same one, each is before the other, and the rule tells of both again. */
    private static void events(FlowHub hub, String name, int count) {
        for (int i = 0; i < count; i++) {
            long now = System.currentTimeMillis();
            Until.holds("a later millisecond", FlowHub.SOON, () -> System.currentTimeMillis() > now);
            hub.event("failed", name + i, hub.key(0, 0), "{}");
        }
    }

    /** Sends more events, and waits until all are decided. */
    private static void decided(FlowHub hub, int count) {
        int before = hub.past(0).size();
        events(hub, "n" + before + '-', count);
        hub.decided(0, before + count);
    }

    /** What the first event after the switch comes to. */
    private static String switched(FlowHub hub) throws IOException {
        int before = hub.past(0).size();
        activate(hub);
        events(hub, "after", 1);
        return told(Until.value(
                "its decision",
                FlowHub.SOON,
                () -> hub.decided(0, before + 2).get(before + 1),
                past -> past.decision() != null));
    }

    private static void activate(FlowHub hub) {
        hub.offer(Kind.RULEBOOK, "signalbox.rulebook", "r2", hub.key(0, 0), "{\"version\":2}");
    }

    private static String told(Past past) throws IOException {
        JsonNode decision = JSON.readTree(past.decision());
        return decision.path("version") + " " + decision.path("alerts").findValuesAsText("text");
    }

    @Test
    void a_prepared_session_has_seen_all_and_nothing_twice() throws IOException {
        FlowHub hub = hub(OLD);
        rulebook(2, COUNTS, 1);
        decided(hub, 40);
        int replayed = failpoints.passes(REPLAYED);

        hub.partitions.prepare(2).await();
        events(hub, "meanwhile", 30);
        activate(hub);
        events(hub, "after", 2);

        List<Past> past = hub.decided(0, 73);
        assertThat(told(past.get(72))).isEqualTo("2 [seen 72]");
        assertThat(told(past.get(69))).isEqualTo("1 []");
        assertThat(failpoints.passes(REPLAYED)).isEqualTo(replayed);
    }

    @Test
    void what_another_version_was_prepared_for_is_not_taken() throws IOException {
        FlowHub hub = hub(OLD);
        rulebook(2, COUNTS, 1);
        rulebook(3, OLD + COUNTS.replace("seen", "other"), 1);
        decided(hub, 20);

        hub.partitions.prepare(3).await();

        assertThat(switched(hub)).isEqualTo("2 [seen 21]");
    }

    /** The event is left out of the sessions of that version, and stays in those of the one before. */
    @Test
    void a_version_that_fails_at_what_was_decided_before_is_prepared_without_it() throws IOException {
        FlowHub hub = hub(OLD);
        rulebook(2, COUNTS + FAILS, 1);
        decided(hub, 20);
        hub.event("failed", "bad", hub.key(0, 0), "{\"n\": \"bad\"}");
        decided(hub, 20);

        hub.partitions.prepare(2).await();

        assertThat(switched(hub)).isEqualTo("2 [seen 41]");
    }

    @Test
    void an_owner_that_came_after_the_preparation_builds_its_own() throws IOException {
        FlowHub hub = hub(OLD);
        rulebook(2, COUNTS, 1);
        decided(hub, 20);
        hub.partitions.prepare(2).await();
        hub.close();

        assertThat(switched(hub("h1", failpoints))).isEqualTo("2 [seen 21]");
    }

    @Test
    void a_session_that_nobody_takes_is_given_up() {
        FlowHub hub = hub(OLD);
        rulebook(2, COUNTS, 1);
        decided(hub, 20);
        try (Preparations kept = new Preparations(hub.stages, Preparations.KEPT);
                Preparations brief = new Preparations(hub.stages, Duration.ofMillis(1))) {
            for (Preparations each : List.of(kept, brief)) {
                each.decided(0, 20);
                each.prepare(2).await();
            }

            Until.holds("it is gone", FlowHub.SOON, () -> !brief.holds(0));
            assertThat(kept.holds(0)).isTrue();
        }
    }
}
