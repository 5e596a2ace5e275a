package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.proof.bench.Goal.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void a_ratio_is_that_of_the_same_run_and_the_middle_one_counts() {
        Goal goal = rate(Target.shareOfLimit(0.5));

        assertThat(goal.ratio()).isCloseTo(0.5, within(1e-9));
        assertThat(goal.met()).isTrue();
        assertThat(goal.cells())
                .containsExactly(
                        "relaxed", "one call", "500 processes/s", "1,000 processes/s", "50 %", ">= 50 %", "met");
    }

    @Test
    void what_falls_short_of_its_share_is_not_met() {
        assertThat(rate(Target.shareOfLimit(0.51)).met()).isFalse();
    }

    @Test
    void what_must_not_be_more_is_met_up_to_its_bound() {
        assertThat(Goal.of("always", "late", "ms", 50, Target.most(50)).met()).isTrue();
        assertThat(Goal.of("always", "late", "ms", 50.01, Target.most(50)).cells())
                .endsWith("-", "-", "<= 50", "**not met**");
    }

    @Test
    void without_a_target_nothing_is_judged() {
        assertThat(Goal.of("always", "memory", "B", 1_300, null).met()).isNull();
        assertThat(Goal.of("always", "memory", "B", 1_300, null).cells()).endsWith("1,300 B", "-", "-", "-", "-");
    }

    private static Goal rate(Target target) {
        return new Goal(
                "relaxed",
                "one call",
                "processes/s",
                List.of(500.0, 900.0, 100.0),
                List.of(1_000.0, 1_000.0, 1_000.0),
                target);
    }
}
