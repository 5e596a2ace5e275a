package dev.signalbox.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.EventId;
import dev.signalbox.trace.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FeedTest {

    private final Feed feed = new Feed("hub.1");

    @Test
    void a_watcher_sees_what_was_told_since_it_came() {
        feed.accept(decided("before", List.of()));
        long from = feed.now();
        feed.accept(decided("after", List.of()));

        Feed.Frame frame = feed.since(from, Filter.ALL, 200);

        assertThat(frame.moments()).hasSize(1);
        assertThat(frame.skipped()).isZero();
        assertThat(feed.since(frame.next(), Filter.ALL, 200).moments()).isEmpty();
    }

    @Test
    void what_a_watcher_was_too_slow_for_is_counted() {
        for (int i = 0; i < Feed.RING + 10; i++) {
            feed.accept(decided("e" + i, List.of()));
        }

        Feed.Frame frame = feed.since(0, Filter.ALL, 200);

        assertThat(frame.moments()).hasSize(200);
        assertThat(frame.skipped()).isEqualTo(Feed.RING + 10 - 200);
    }

    @Test
    void an_id_is_known_as_long_as_the_ring_holds_what_came_after_it() {
        for (int i = 0; i < Feed.RING + 10; i++) {
            feed.accept(decided("e" + i, List.of()));
        }

        assertThat(feed.after(feed.id(feed.now()))).hasValue(feed.now());
        assertThat(feed.after("hub.1-9")).hasValue(10);
        assertThat(feed.after("hub.1-8")).isEmpty();
        assertThat(feed.after("hub.1-99999")).isEmpty();
        assertThat(feed.after("hub.0-4000")).isEmpty();
        assertThat(feed.after("nonsense")).isEmpty();
    }

    @Test
    void a_filter_knows_fields_prefixes_exclusion_and_quotes() {
        Moment moment = decided("4711", List.of("shop/ship", "shop/thank"));

        assertThat(Filter.parse("").passes(moment)).isTrue();
        assertThat(Filter.parse("type:order.* source:shop").passes(moment)).isTrue();
        assertThat(Filter.parse("type:order").passes(moment)).isFalse();
        assertThat(Filter.parse("rule:shop/thank").passes(moment)).isTrue();
        assertThat(Filter.parse("-rule:shop/thank").passes(moment)).isFalse();
        assertThat(Filter.parse("subject:\"Blue shoes\"").passes(moment)).isTrue();
        assertThat(Filter.parse("\"blue shoes\" outcome:matched").passes(moment))
                .isTrue();
        assertThat(Filter.parse("471").passes(moment)).isTrue();
        assertThat(Filter.parse("moment:journaled").passes(moment)).isFalse();
    }

    @Test
    void a_filter_by_an_unknown_field_names_the_known_ones() {
        assertThatThrownBy(() -> Filter.parse("sorce:shop"))
                .hasMessageContaining("sorce")
                .hasMessageContaining("source");
    }

    @Test
    void every_kind_of_moment_has_its_facets() {
        EventId event = new EventId("shop", "", "1");
        List<Moment> all = List.of(
                new Moment.Refused(1, "shop", 401, "signature_mismatch", "wrong"),
                new Moment.Journaled(1, event, "t", null, 0, 1, 1, 1),
                new Moment.Duplicate(1, event, "t", "s", 0, 1, true),
                decided("1", List.of()),
                new Moment.Quarantined(1, event, "t", null, 0, 1, "loop"),
                new Moment.Instance(1, "0-a", "ship", 1, "running", null, event, 0, 1, 1),
                new Moment.Attempt(1, "0-a", "ship", "call", 1, "failed", "c", true, 1, 1, event, 0, 1),
                new Moment.DeadLettered(1, "0-d", "0-a", "ship", "call", "c", "f", event, 0, 1),
                new Moment.Alerted(1, "shop/ship", "look", event, 0, 1),
                new Moment.Elapsed(1, List.of("shop/remind"), List.of(), 0, 1));

        assertThat(all.stream().map(Object::getClass).toList())
                .containsExactlyInAnyOrder(Moment.class.getPermittedSubclasses());
        assertThat(all)
                .allSatisfy(moment -> assertThat(Facets.of(moment).toMap()).containsKeys("moment", "at"));
        assertThat(all.stream().map(moment -> Facets.of(moment).toMap().get("moment")))
                .doesNotHaveDuplicates();
    }

    @Test
    void rates_are_those_of_the_last_second() {
        long[] now = {0};
        Tally tally = new Tally(() -> Instant.ofEpochMilli(now[0]), new Tally.Standing(() -> 5, () -> 2, Map::of));
        tally.accept(decided("1", List.of("shop/ship")));
        tally.accept(decided("2", List.of()));

        now[0] = 1_000;
        tally.tick();
        Tally.Stats first = tally.stats();
        now[0] = 2_000;
        tally.tick();
        Tally.Stats second = tally.stats();

        assertThat(first.rates().decided()).isEqualTo(2);
        assertThat(first.rates().matched()).isEqualTo(1);
        assertThat(second.rates().decided()).isZero();
        assertThat(second.totals().decided()).isEqualTo(2);
        assertThat(second.backlog()).isEqualTo(5);
    }

    private static Moment decided(String id, List<String> rules) {
        return new Moment.Decided(
                1, new EventId("shop", "", id), "order.paid", "Blue shoes", 0, 1, rules, List.of(), 3, 1_000);
    }
}
