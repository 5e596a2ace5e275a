package dev.signalbox.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.EventId;
import dev.signalbox.trace.Moment;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class HistoryTest {

    private final long[] now = {0};
    private final Tally tally =
            new Tally(() -> Instant.ofEpochMilli(now[0]), new Tally.Standing(() -> 5, () -> 2, Map::of));

    @Test
    void each_second_is_kept_for_five_minutes_the_oldest_first() {
        for (int second = 1; second <= History.SECONDS + 7; second++) {
            for (int i = 0; i < second % 3; i++) {
                tally.accept(new Moment.Journaled(1, new EventId("shop", "", "e"), "t", null, 0, 1, 1, 1));
            }
            now[0] = second * 1_000L;
            tally.tick();
        }

        History.Columns history = tally.history();

        assertThat(history.at())
                .containsExactlyElementsOf(LongStream.rangeClosed(8, History.SECONDS + 7)
                        .mapToObj(second -> second * 1_000)
                        .toList());
        assertThat(history.journaled().get(0)).isEqualTo(8 % 3);
        assertThat(history.backlog()).containsOnly(5L);
        assertThat(history.p99()).containsOnly(-1L);
    }

    @Test
    void a_new_hub_has_no_history_and_does_not_invent_one() {
        assertThat(tally.history().at()).isEmpty();
    }
}
