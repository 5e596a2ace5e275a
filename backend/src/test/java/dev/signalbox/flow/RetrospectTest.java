package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Event;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.journal.RedisRemains;
import dev.signalbox.flow.match.Explanation;
import dev.signalbox.flow.match.Explanation.Verdict;
import dev.signalbox.flow.match.Recall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An explanation over a real journal is one of the event's position, and not of now. */
final class RetrospectTest extends FlowFixture {

    private static final String CARDS = """
            rule "three" when
                $e : Event( type == "failed", $card : str("card") )
                accumulate( Event( type == "failed", str("card") == $card, this before[0s, 5m] $e ); $n : count( 1 ); $n >= 3 )
            then hub.alert( "three of " + $card ); end
            rule "throws" when $e : Event( type == "bad" ) then fail(); end
            function void fail() { throw new IllegalStateException( "as told" ); }
            """;

    private static List<String> matched(Past past) {
        List<String> matched = new ArrayList<>();
        if (past.decision() != null) {
            JsonNode json =
                    Payload.of(past.decision().getBytes(StandardCharsets.UTF_8)).json();
            json.path("matched").forEach(rule -> matched.add(rule.asText()));
        }
        return matched;
    }

    private static @Nullable String fault(Past past) {
        return past.quarantine() == null ? null : Cause.read(past.quarantine()).text();
    }

    private List<Explanation> explain(FlowHub hub, Past past, long most) {
        Entry entry = past.entry();
        Retrospect retrospect = new Retrospect(
                hub.history, new RedisRemains(hub.link, hub.keys), new Retrospect.Bounds(most, 20_000_000_000L));
        var rules = Objects.requireNonNull(versions.get(1)).rules();
        Retrospect.Past before = retrospect.before(entry, rules, event -> {});
        try (Recall recall = before.recall()) {
            note = before.history().note();
            Event event = new Event(entry.offer().envelope(), entry.offer().key(), entry.at());
            var recorded = new Recall.Recorded(true, matched(past), fault(past));
            return recall.explain(event, entry.position(), recorded, new Recall.Limits(100_000, 20_000_000_000L));
        }
    }

    private @Nullable String note;

    @Test
    void what_came_later_does_not_change_an_explanation() {
        FlowHub hub = hub(CARDS);
        String json = "{\"card\":\"7\"}";
        hub.event("failed", "p1", "k", json);
        hub.event("bad", "b1", "k", json);
        hub.event("failed", "p2", "k", json);
        int partition = hub.journal.partitionOf("k");
        Past second = hub.decided(partition, 3).get(2);
        Explanation then = explain(hub, second, 1_000).get(0);

        hub.event("failed", "p3", "k", json);
        List<Past> all = hub.decided(partition, 4);
        Explanation now = explain(hub, all.get(2), 1_000).get(0);
        Explanation third = explain(hub, all.get(3), 1_000).get(0);

        assertThat(now).isEqualTo(then);
        assertThat(now.because()).contains("`$n >= 3` does not hold ($n = 2): 2 of 3 in 5 min");
        assertThat(Objects.requireNonNull(now.patterns().get(1).counted()).facts())
                .extracting(Explanation.Fact::id, Explanation.Fact::position)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("p2", 3L), org.assertj.core.groups.Tuple.tuple("p1", 1L));
        assertThat(third.verdict()).isEqualTo(Verdict.MATCHED);
        assertThat(third.matches().get(0).values()).containsEntry("$n", 3L);
        assertThat(explain(hub, all.get(1), 1_000).get(1).because()).contains("as told");
        assertThat(note).isNull();
    }

    @Test
    void a_window_with_too_many_entries_is_cut_with_a_word() {
        FlowHub hub = hub(CARDS);
        for (int i = 0; i < 8; i++) {
            hub.event("failed", "p" + i, "k", "{\"card\":\"" + i + "\"}");
        }
        List<Past> all = hub.decided(hub.journal.partitionOf("k"), 8);

        Explanation last = explain(hub, all.get(7), 3).get(0);

        assertThat(note)
                .isEqualTo(
                        "the rules remember 7 entries before this one; only the last 3 were looked at: what lies before"
                                + " them is not in this explanation");
        assertThat(last.patterns().get(1).all()).isEqualTo(4);
    }
}
