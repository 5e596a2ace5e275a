package dev.signalbox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long the journal reaches back is told from its rate and the memory of Redis. */
final class KeepingTest {

    private static final long WEEK = Duration.ofDays(7).toMillis();

    @Test
    void entries_are_kept_until_they_are_old_or_fill_half_of_the_memory() {
        Keeping keeping = new Keeping(WEEK);

        long unknown = keeping.millis(0, 1_000, 1_000, 1_000_000, 20_000_000);
        long quiet = keeping.millis(20_000, 1_000, 1_000, 1_000_000, 20_000_000);
        long busy = keeping.millis(100_000, 2_000, 1_000, 1_000_000, 20_000_000);

        assertThat(unknown).isZero();
        assertThat(quiet).isEqualTo(WEEK);
        assertThat(busy).isEqualTo(1_000_000);
    }
}
