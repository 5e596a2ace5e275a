package dev.signalbox.proof.prove.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that cannot tell has failed, and says why. */
class VacuityTest {

    private static final Map<String, Integer> ONE_KILL = Map.of("FLT-01", 1);

    private Story story;

    @BeforeEach
    void a_history_in_which_all_is_well() {
        story = Story.whole();
        story.acked("c", 3);
        story.acked("d", 4);
    }

    @Test
    void a_fault_that_never_struck_tells_nothing() {
        story.facts = Story.facts(Map.of("FLT-01", 2), story.facts.strikes());

        assertThat(story.reasons()).contains("FLT-01 was to strike 2 times, and left a trace 1 times");
        assertThat(story.outcome().verdict().exitCode()).isEqualTo(2);
    }

    @Test
    void a_fault_of_which_nothing_was_seen_tells_nothing() {
        story.facts = Story.facts(ONE_KILL, List.of(Story.strike("FLT-01", false)));

        assertThat(story.reasons()).contains("left a trace 0 times; nothing");
    }

    @Test
    void a_fault_that_this_machine_cannot_do_is_no_reason_once_it_is_named() {
        story.facts = with(Map.of("FLT-03", "no gcc"), Map.of("FLT-01", 1, "FLT-03", 1), 1, 2, 3, true);

        assertThat(story.outcome().verdict()).isEqualTo(new Verdict.Passed());
    }

    @Test
    void zombies_of_which_none_was_fenced_tell_nothing() {
        story.facts = new Facts(
                1_000,
                4,
                Map.of("FLT-10", 1),
                List.of(Story.strike("FLT-10", true)),
                Map.of(),
                true,
                true,
                100,
                3,
                2,
                0);

        assertThat(story.reasons()).isEqualTo("hubs were held beyond their lease, and none was fenced");
    }

    @Test
    void no_unknown_outcome_tells_nothing() {
        story.facts = with(Map.of(), ONE_KILL, 1, 0, 3, true);

        assertThat(story.reasons()).isEqualTo("no delivery was left without an answer: no fault has hit one");
    }

    @Test
    void no_retry_tells_nothing() {
        story.facts = with(Map.of(), ONE_KILL, 1, 2, 0, true);

        assertThat(story.reasons()).isEqualTo("no delivery was sent again");
    }

    @Test
    void too_few_events_tell_nothing() {
        story.facts = new Facts(1_000, 1_000, ONE_KILL, story.facts.strikes(), Map.of(), true, true, 100, 3, 2, 1);

        assertThat(story.reasons()).isEqualTo("only 4 events were acknowledged, fewer than 1000");
    }

    @Test
    void what_is_missing_while_work_is_left_may_only_be_late() {
        story.facts = with(Map.of(), ONE_KILL, 1, 2, 3, false);
        story.hits.removeIf(hit -> hit.event().equals("b"));

        assertThat(story.outcome().verdict()).isInstanceOf(Verdict.CannotTell.class);
        assertThat(story.reasons()).contains("the hubs still had work when the run ended");
    }

    @Test
    void what_is_there_counts_though_work_is_left() {
        story.facts = with(Map.of(), ONE_KILL, 1, 2, 3, false);
        story.acked("a", 9);

        assertThat(story.outcome().verdict()).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void records_that_cannot_be_read_tell_nothing() {
        story.commits.clear();
        story.owners.clear();
        story.vitals.clear();

        assertThat(story.reasons())
                .contains("the log of the commits could not be read")
                .contains("the owners of the partitions could not be read")
                .contains("memory and files of the hubs could not be read");
    }

    @Test
    void a_sink_that_has_noted_nothing_tells_nothing() {
        Story empty = new Story();

        assertThat(empty.reasons())
                .contains("the sink's log is empty")
                .contains("the hubs have told of no event")
                .contains("only 0 events were acknowledged");
    }

    private Facts with(
            Map<String, String> skipped,
            Map<String, Integer> planned,
            long fenced,
            long unknown,
            long retries,
            boolean drained) {
        return new Facts(
                1_000, 4, planned, story.facts.strikes(), skipped, true, drained, 100, retries, unknown, fenced);
    }
}
