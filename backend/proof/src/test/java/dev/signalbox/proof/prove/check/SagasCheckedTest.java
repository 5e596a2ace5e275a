package dev.signalbox.proof.prove.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.sink.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trip is booked wholly or taken back wholly. */
class SagasCheckedTest {

    private static final List<String> BOOKED = List.of("flight", "hotel", "leg-1", "leg-2");
    private static final List<String> UNDONE = List.of("undo-leg-2", "undo-leg-1", "undo-flight", "undo-hotel");

    private Story story;

    @BeforeEach
    void a_trip_that_is_paid() {
        story = Story.whole();
        story.acked("c", 3);
        story.acked("d", 4);
        story.sent("t", Kind.TRIP, "trip-t");
        story.acked("t", 5);
        story.journaled("t", Kind.TRIP, "trip-t", 5, "trip");
        story.sent("p", Kind.TRIP_PAID, "trip-t");
        story.acked("p", 6);
        story.journaled("p", Kind.TRIP_PAID, "trip-t", 6);
        calls(BOOKED);
    }

    private void calls(List<String> steps) {
        steps.forEach(step -> call(step, Reply.OK));
    }

    private void call(String step, Reply reply) {
        story.hit("pt", "trip/" + step, "t", "trip-t", 1, reply);
    }

    private void refusedAndUndone() {
        call("seal", Reply.REFUSED);
        calls(UNDONE);
    }

    @Test
    void one_that_is_booked_and_sealed_is_whole() {
        call("seal", Reply.OK);

        assertThat(story.outcome().findings()).isEmpty();
    }

    @Test
    void one_that_is_refused_and_undone_is_whole_and_no_dead_letter() {
        refusedAndUndone();

        assertThat(story.outcome().findings()).isEmpty();
    }

    @Test
    void one_that_was_neither_sealed_nor_refused_is_lost() {
        assertThat(story.broken()).containsExactly("I1", "I11");
    }

    @Test
    void one_that_leaves_something_booked_is_found() {
        refusedAndUndone();
        story.hits.removeIf(hit -> hit.step().equals("trip/undo-hotel"));

        assertThat(story.broken()).containsExactly("I11");
    }

    @Test
    void one_that_leaves_a_round_booked_is_found() {
        refusedAndUndone();
        story.hits.removeIf(hit -> hit.step().equals("trip/undo-leg-1"));

        assertThat(story.broken()).containsExactly("I11");
    }

    @Test
    void one_that_undoes_the_first_round_first_is_found() {
        call("seal", Reply.REFUSED);
        calls(List.of("undo-leg-1", "undo-leg-2", "undo-flight", "undo-hotel"));

        assertThat(story.broken()).containsExactly("I11");
    }

    @Test
    void one_that_books_after_it_began_to_undo_is_found() {
        refusedAndUndone();
        call("flight", Reply.OK);

        assertThat(story.broken()).contains("I11");
    }

    @Test
    void one_that_undoes_though_nobody_refused_is_found() {
        call("seal", Reply.OK);
        call("undo-hotel", Reply.OK);

        assertThat(story.broken()).containsExactly("I11");
    }

    @Test
    void one_that_has_left_out_a_step_is_found() {
        call("seal", Reply.OK);
        story.hits.removeIf(hit -> hit.step().equals("trip/leg-2"));

        assertThat(story.broken()).containsExactly("I11");
    }
}
