package dev.signalbox.proof.prove.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.prove.fault.Strike;
import dev.signalbox.proof.prove.fault.Trace;
import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.load.Note;
import dev.signalbox.proof.prove.sink.Hit;
import dev.signalbox.proof.prove.sink.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each invariant of events and processes is broken once by hand, and found. */
class CheckerTest {

    private Story story;

    @BeforeEach
    void a_history_in_which_all_is_well() {
        story = Story.whole();
        story.acked("c", 3);
        story.acked("d", 4);
    }

    @Test
    void a_whole_history_passes() {
        assertThat(story.outcome().findings()).isEmpty();
        assertThat(story.outcome().verdict()).isEqualTo(new Verdict.Passed());
        assertThat(story.outcome().verdict().exitCode()).isZero();
    }

    @Test
    void an_acknowledged_event_that_is_not_in_the_journal_is_lost() {
        story.events.remove(1);
        story.hits.removeIf(hit -> hit.event().equals("b"));

        assertThat(story.broken()).containsExactly("I1");
        assertThat(story.outcome().verdict().exitCode()).isEqualTo(1);
    }

    @Test
    void a_process_that_was_never_seen_is_lost() {
        story.hits.removeIf(hit -> hit.event().equals("b"));

        assertThat(story.broken()).containsExactly("I1");
    }

    @Test
    void a_process_that_stopped_after_its_first_step_is_lost() {
        story.hits.removeIf(hit -> hit.step().equals("ship/send"));

        assertThat(story.broken()).containsExactly("I1");
    }

    @Test
    void an_event_that_was_never_decided_is_lost() {
        Journaled b = story.events.get(1);
        story.events.set(1, new Journaled("b", "shop", b.type(), "k", b.at(), 0, 2, "journaled", b.rules(), List.of()));

        assertThat(story.broken()).containsExactly("I1");
    }

    @Test
    void two_processes_of_one_event_are_a_double_start() {
        story.hit("another", "tell/only", "a", "k", 1, Reply.OK);

        assertThat(story.broken()).containsExactly("I2");
    }

    @Test
    void an_event_that_lies_elsewhere_than_its_sender_was_told_is_not_where_it_should_be() {
        Note.Ok told = (Note.Ok) story.notes.get(1);
        story.notes.set(1, new Note.Ok(told.id(), 1, told.position(), told.t(), false));

        assertThat(story.broken()).contains("I1");
    }

    @Test
    void a_call_that_was_taken_is_repeated_for_a_fault_alone() {
        story.hit("pa", "tell/only", "a", "k", 2, Reply.OK);
        List<String> struck = story.broken();
        story.facts = Story.facts(Map.of(), List.of());

        assertThat(struck).isEmpty();
        assertThat(story.broken()).containsExactly("I3");
    }

    @Test
    void a_run_that_has_not_come_to_rest_accuses_nobody_of_what_may_only_be_late() {
        Journaled b = story.events.get(1);
        story.events.set(1, new Journaled("b", "shop", b.type(), "k", b.at(), 0, 2, "journaled", List.of(), List.of()));
        story.hits.removeIf(hit -> hit.event().equals("b"));
        story.owners.set(0, new Owner(0, "hub", 2, 3, 5, Story.NOON + 900, Story.NOON));
        Facts all = story.facts;
        story.facts = new Facts(
                all.leaseMillis(),
                all.leastAcked(),
                all.planned(),
                all.strikes(),
                all.skipped(),
                true,
                false,
                all.drainMillis(),
                all.retries(),
                all.unknown(),
                all.fenced());

        assertThat(story.outcome().verdict()).isInstanceOf(Verdict.CannotTell.class);
    }

    @Test
    void what_a_fault_has_seen_a_hub_do_is_a_finding_and_no_fault_without_a_trace() {
        Strike storm = new Strike("FLT-13", "a storm", Story.NOON, Story.NOON, Trace.broken("taken as new twice"));
        story.facts = Story.facts(Map.of("FLT-13", 1), List.of(storm));

        assertThat(story.broken()).containsExactly("FLT-13");
        assertThat(story.outcome().verdict().exitCode()).isEqualTo(1);
    }

    @Test
    void two_positions_of_one_event_are_a_double() {
        story.acked("a", 9);

        assertThat(story.broken()).containsExactly("I2");
    }

    @Test
    void an_event_that_is_in_the_journal_twice_is_a_double() {
        story.journaled("a", Kind.PAID, "k", 5, "paid");

        assertThat(story.broken()).containsExactly("I2");
    }

    @Test
    void a_step_with_two_idempotency_keys_is_found() {
        Hit hit = story.hits.get(0);
        story.hits.add(
                new Hit(hit.at(), hit.process() + "/other", hit.process(), hit.step(), "a", "k", 1, 1, Reply.OK));

        assertThat(story.broken()).containsExactly("I3");
    }

    @Test
    void an_idempotency_key_for_two_contents_is_found() {
        Hit again = story.hits.remove(5);
        story.hits.add(new Hit(again.at(), again.idempotencyKey(), "pd", again.step(), "d", "k", 2, 2, Reply.ERROR));

        assertThat(story.broken()).containsExactly("I3");
    }

    @Test
    void a_later_event_that_lies_before_an_acknowledged_one_breaks_the_order() {
        story.sent("e", Kind.PLAIN, "k");
        story.journaled("e", Kind.PLAIN, "k", 0);
        story.acked("e", 0);

        assertThat(story.broken()).containsExactly("I4");
    }

    @Test
    void a_second_step_before_the_first_was_taken_breaks_the_order() {
        Hit pack = story.hits.remove(2);
        story.hits.add(pack);

        assertThat(story.broken()).containsExactly("I4");
    }

    @Test
    void an_event_that_nobody_has_sent_comes_from_nothing() {
        story.journaled("ghost", Kind.PLAIN, "k", 5);

        assertThat(story.broken()).containsExactly("I5");
    }

    @Test
    void a_refused_event_that_is_in_the_journal_comes_from_nothing() {
        story.sent("torn", Kind.PLAIN, "k");
        story.notes.add(new Note.Fail("torn", 400, Story.NOON));
        story.journaled("torn", Kind.PLAIN, "k", 5);

        assertThat(story.broken()).containsExactly("I5");
    }

    @Test
    void a_process_that_no_rule_wants_comes_from_nothing() {
        story.hit("pz", "tell/only", "c", "k", 1, Reply.OK);

        assertThat(story.broken()).containsExactly("I5");
    }

    @Test
    void a_failed_call_without_a_dead_letter_is_an_invisible_failure() {
        story.dead.clear();

        assertThat(story.broken()).containsExactly("I1", "I6");
    }

    @Test
    void a_dead_letter_whose_call_was_taken_is_found() {
        story.dead.add(new DeadLetter("pa", "tell", "a", "The target answered 500"));

        assertThat(story.broken()).containsExactly("I6");
    }

    @Test
    void a_dead_letter_whose_last_call_found_nobody_may_have_been_taken_before() {
        story.dead.add(new DeadLetter("pa", "tell", "a", "The target cannot be reached: connection refused"));

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void a_poison_event_that_is_not_put_aside_is_an_invisible_failure() {
        story.sent("x", Kind.POISON, "k");
        story.journaled("x", Kind.POISON, "k", 5);

        assertThat(story.broken()).containsExactly("I6");
    }

    @Test
    void a_decision_that_the_journal_does_not_lead_to_is_found() {
        story.sent("f", Kind.PLAIN, "k");
        story.journaled("f", Kind.PLAIN, "k", 5, "paid");

        assertThat(story.broken()).containsExactly("I8");
    }

    @Test
    void a_memory_that_has_forgotten_is_found() {
        for (int n = 1; n <= 3; n++) {
            story.sent("f" + n, Kind.FAILED, "card");
            story.journaled("f" + n, Kind.FAILED, "card", 4 + n);
        }

        assertThat(story.broken()).containsExactly("I1", "I8");
    }

    @Test
    void an_innocent_event_in_quarantine_is_found() {
        Journaled b = story.events.get(1);
        story.events.set(
                1, new Journaled("b", "shop", b.type(), "k", b.at(), 0, 2, "quarantined", b.rules(), List.of()));

        assertThat(story.broken()).containsExactly("I8");
    }

    @Test
    void rules_that_go_back_to_an_older_version_are_found() {
        Hit hit = story.hits.get(0);
        story.hits.set(0, new Hit(hit.at(), hit.idempotencyKey(), "pa", "tell/only", "a", "k", 2, 1, Reply.OK));

        assertThat(story.broken()).containsExactly("I8");
    }

    @Test
    void a_failure_that_is_told_twice_is_found() {
        story.dead.add(story.dead.get(0));

        assertThat(story.broken()).containsExactly("I6");
    }

    @Test
    void a_time_that_goes_back_within_a_partition_is_found() {
        story.sent("x", Kind.PLAIN, "k");
        story.journaled("x", Kind.PLAIN, "k", 5, Story.NOON - 1);

        assertThat(story.broken()).containsExactly("I4");
    }

    @Test
    void a_process_that_does_not_wait_as_long_as_it_should_is_found() {
        story.sent("w", Kind.PARKED, "k");
        story.journaled("w", Kind.PARKED, "k", 5, "parked");
        story.hit("pw", "park/only", "w", "k", 1, Reply.OK);

        assertThat(story.broken()).containsExactly("I4");
    }
}
