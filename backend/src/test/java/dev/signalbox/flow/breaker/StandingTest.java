package dev.signalbox.flow.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StandingTest {

    private static final long NOW = 1_000_000;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void each_further_opening_is_twice_as_long_up_to_a_minute_with_some_chance() {
        List<Long> spans = new ArrayList<>();
        Standing standing = Standing.ALWAYS_CLOSED;
        for (int i = 0; i < 70; i++) {
            standing = opened(standing);
            spans.add(standing.until() - NOW);
            standing = standing.probed(NOW, "h1", Limits.USUAL);
        }

        assertThat(spans.get(0)).isBetween(2_000L, 2_400L);
        assertThat(spans.get(1)).isBetween(4_000L, 4_800L);
        assertThat(spans.get(4)).isBetween(32_000L, 38_400L);
        assertThat(spans.subList(5, 70)).allSatisfy(span -> assertThat(span).isBetween(60_000L, 72_000L));
        assertThat(spans.subList(5, 70)).as("not in step").doesNotHaveDuplicates();
    }

    @Test
    void after_a_minute_of_peace_the_next_opening_is_a_first_one_again() {
        Standing often = opened(opened(Standing.ALWAYS_CLOSED));

        assertThat(opened(often.closed(NOW - 59_999)).openings()).isEqualTo(3);
        assertThat(opened(often.closed(NOW - 60_000)).openings()).isEqualTo(1);
    }

    @Test
    void it_may_be_probed_when_its_time_is_over_and_again_when_the_prober_is_gone() {
        Standing open = opened(Standing.ALWAYS_CLOSED);
        Standing half = open.probed(open.until(), "h1", Limits.USUAL);

        assertThat(open.mayProbe(open.until() - 1)).isFalse();
        assertThat(open.mayProbe(open.until())).isTrue();
        assertThat(half.mayProbe(half.until() - 1)).isFalse();
        assertThat(half.mayProbe(half.until())).isTrue();
        assertThat(half.since()).as("held since").isEqualTo(open.since());
        assertThat(open.closed(NOW).mayProbe(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void what_a_person_opened_is_not_probed() {
        assertThat(Standing.openedByHand(NOW, "ana", "upgrade").mayProbe(Long.MAX_VALUE))
                .isFalse();
    }

    private Standing opened(Standing before) {
        return before.opened(NOW, "It answered 500", Limits.USUAL, random);
    }
}
