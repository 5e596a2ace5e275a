package dev.signalbox.proof.prove.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.prove.watch.Commit;
import dev.signalbox.proof.prove.watch.Vital;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each invariant of hubs and partitions is broken once by hand, and found. */
class HubsCheckedTest {

    private final Story story = Story.whole();

    @Test
    void a_commit_of_an_older_owner_is_found() {
        story.commits.add(new Commit(0, "3-0", 1, 3, 4, 1));

        assertThat(story.broken()).containsExactly("I7");
    }

    @Test
    void a_commit_of_who_is_owner_no_more_is_found_though_the_new_one_has_not_committed_yet() {
        story.commits.set(1, new Commit(0, "2-0", 1, 2, 4, 2));
        story.owners.set(0, new Owner(0, "hub", 2, 2, 4, Story.NOON + 900, Story.NOON));

        assertThat(story.broken()).containsExactly("I7");
    }

    @Test
    void an_owner_that_was_alone_and_claimed_anew_is_found() {
        story.facts = Story.facts(Map.of("FLT-13", 1), List.of(Story.strike("FLT-13", true)));
        assertThat(story.broken()).isEmpty();

        story.vitals.remove(1);

        assertThat(story.broken()).containsExactly("I7");
    }

    @Test
    void a_position_that_goes_back_is_found() {
        story.commits.set(1, new Commit(0, "2-0", 2, 2, 1, 2));

        assertThat(story.broken()).containsExactly("I7");
    }

    @Test
    void a_commit_number_that_is_left_out_is_found() {
        story.commits.set(1, new Commit(0, "2-0", 2, 3, 4, 2));

        assertThat(story.broken()).containsExactly("I7");
    }

    @Test
    void an_owner_that_stands_before_its_last_commit_is_found() {
        story.owners.set(0, new Owner(0, "hub", 2, 1, 2, Story.NOON, Story.NOON));

        assertThat(story.broken()).containsExactly("I7");
    }

    @Test
    void a_partition_without_an_owner_is_found() {
        story.owners.set(0, new Owner(0, "hub", 2, 2, 4, Story.NOON - 10_000, Story.NOON));

        assertThat(story.broken()).containsExactly("I9");
    }

    @Test
    void a_hub_that_takes_ever_more_memory_is_found() {
        for (int second = 0; second < 900; second++) {
            story.vitals.add(new Vital(Story.NOON, 0, 7, 200_000 + 500L * second, 90, 0, 10_000));
        }

        assertThat(story.broken()).containsExactly("I10");
    }

    @Test
    void a_hub_that_opens_ever_more_files_is_found() {
        story.vitals.add(new Vital(Story.NOON, 0, 7, 200_000, 5_000, 0, 10_000));

        assertThat(story.broken()).containsExactly("I10");
    }
}
