package dev.signalbox.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class LatencyTest {

    private final Latency latency = new Latency();

    @Test
    void short_times_are_exact_and_long_ones_to_about_six_per_cent() {
        for (long millis : new long[] {0, 1, 31}) {
            assertThat(only(millis)).isEqualTo(millis);
        }
        for (long millis : new long[] {32, 33, 100, 999, 60_000, 3_600_000, 100_000_000}) {
            assertThat(only(millis)).isGreaterThanOrEqualTo(millis).isCloseTo(millis, Percentage.withPercentage(6.7));
        }
        assertThat(only(Long.MAX_VALUE)).isPositive();
        assertThat(only(-5)).isZero();
    }

    private static long only(long millis) {
        Latency one = new Latency();
        one.add(millis);
        one.tick();
        return Objects.requireNonNull(one.read().p99());
    }

    @Test
    void one_slow_event_of_a_hundred_is_not_the_99th_but_two_are() {
        for (int i = 0; i < 99; i++) {
            latency.add(2);
        }
        latency.add(20);
        latency.tick();
        Latency.Quantiles one = latency.read();
        latency.add(20);
        latency.tick();

        assertThat(one).isEqualTo(new Latency.Quantiles(2L, 2L, 100));
        assertThat(latency.read()).isEqualTo(new Latency.Quantiles(2L, 20L, 101));
    }

    @Test
    void what_is_older_than_a_minute_does_not_count() {
        latency.add(5);
        for (int second = 0; second < Latency.SECONDS; second++) {
            latency.tick();
        }
        long within = latency.read().count();
        latency.tick();

        assertThat(within).isEqualTo(1);
        assertThat(latency.read()).isEqualTo(new Latency.Quantiles(null, null, 0));
    }
}
