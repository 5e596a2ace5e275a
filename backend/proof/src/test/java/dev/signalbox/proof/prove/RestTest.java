package dev.signalbox.proof.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RestTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void it_comes_as_long_as_there_is_less_to_do_each_time() {
        AtomicLong left = new AtomicLong(3);

        assertThat(new Rest(LONG, LONG).comes(left::getAndDecrement)).isTrue();
        assertThat(left).hasValue(-1);
    }

    @Test
    void who_stands_still_with_work_left_does_not_come_to_rest() {
        assertThat(new Rest(LONG, Duration.ofMillis(1)).comes(() -> 7)).isFalse();
    }

    @Test
    void nobody_to_ask_is_no_rest() {
        assertThat(new Rest(LONG, Duration.ofMillis(1)).comes(() -> -1)).isFalse();
    }
}
