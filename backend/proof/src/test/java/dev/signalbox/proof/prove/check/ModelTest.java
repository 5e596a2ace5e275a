package dev.signalbox.proof.prove.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.sink.Hit;
import dev.signalbox.proof.prove.sink.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModelTest {

    private final Story story = new Story();

    private List<Model.Fate> fates() {
        Map<String, Journaled> byId = story.events.stream().collect(Collectors.toMap(Journaled::id, one -> one));
        return Model.of(story.events, new Labels(byId, story.hits));
    }

    private List<String> started() {
        return fates().stream()
                .filter(fate -> !fate.open())
                .flatMap(fate -> fate.start().stream())
                .map(start -> start.definition() + " " + start.event() + " " + start.key())
                .toList();
    }

    private void failed(String id, long position, long seconds) {
        story.journaled(id, Kind.FAILED, "card", position, Story.NOON + seconds * 1_000);
    }

    @Test
    void the_third_failure_within_five_minutes_starts_and_so_does_each_further_one() {
        failed("a", 1, 0);
        failed("b", 2, 1);
        failed("c", 3, 300);
        failed("d", 4, 301);

        assertThat(started()).containsExactly("hold c card", "hold d card");
    }

    @Test
    void failures_far_between_start_nothing() {
        failed("a", 1, 0);
        failed("b", 2, 200);
        failed("c", 3, 301);

        assertThat(started()).isEmpty();
    }

    @Test
    void a_trip_that_nobody_has_paid_may_be_listening_still() {
        story.journaled("a", Kind.TRIP, "x", 1, Story.NOON);
        story.journaled("b", Kind.TRIP_PAID, "x", 2, Story.NOON);
        story.journaled("c", Kind.TRIP, "y", 3, Story.NOON);

        assertThat(started()).containsExactly("trip a x");
    }

    @Test
    void what_is_not_confirmed_within_two_seconds_starts() {
        story.journaled("a", Kind.PLACED, "x", 1, Story.NOON);
        story.journaled("b", Kind.CONFIRMED, "x", 2, Story.NOON + 2_001);
        story.journaled("c", Kind.PLACED, "y", 3, Story.NOON);
        story.journaled("d", Kind.CONFIRMED, "y", 4, Story.NOON + 2_000);

        assertThat(started()).containsExactly("remind a x");
    }

    @Test
    void what_was_called_off_calls_nobody_and_what_was_not_may() {
        story.journaled("a", Kind.HELD, "x", 1, Story.NOON);
        story.journaled("b", Kind.RELEASED, "x", 2, Story.NOON + 1);
        story.journaled("c", Kind.HELD, "y", 3, Story.NOON);

        List<Model.Fate> held =
                fates().stream().filter(fate -> fate.kind() == Kind.HELD).toList();
        assertThat(started()).isEmpty();
        assertThat(held).extracting(fate -> fate.start().isPresent()).containsExactly(false, true);
    }

    @Test
    void what_goes_to_another_key_starts_there() {
        story.journaled("a", Kind.MOVED, "x", 1);
        story.journaled("b", Kind.FAR, "x", 2);

        assertThat(started()).containsExactly("arrive a " + Kind.target("a"), "far b " + Kind.target("b"));
    }

    @Test
    void the_calls_around_an_event_say_which_version_has_decided_it() {
        for (int position = 1; position <= 6; position++) {
            story.journaled("p" + position, position % 2 == 0 ? Kind.SECOND : Kind.PAID, "k", position);
        }
        label("p1", 1);
        label("p3", 1);
        label("p5", 2);

        assertThat(started()).containsExactly("tell p1 k", "tell p3 k", "tell p5 k");
        label("p6", 2);
        assertThat(started()).contains("second p6 k");
    }

    private void label(String event, int label) {
        story.hits.add(new Hit(1, "i" + event + "/call", "i" + event, "tell/only", event, "k", label, 1, Reply.OK));
    }
}
