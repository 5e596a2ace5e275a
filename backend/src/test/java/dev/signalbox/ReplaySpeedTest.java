package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReplaySpeedTest {

    private final ReplaySpeed speed = new ReplaySpeed();

    @Test
    void a_few_entries_tell_no_speed() {
        speed.took(0, 40);
        speed.took(150, 1);

        assertThat(speed.perMilli()).isZero();

        speed.took(150, 9);

        assertThat(speed.perMilli()).isEqualTo(30);
    }

    @Test
    void the_last_replays_count_most() {
        speed.took(1_000, 1_000);
        for (int replay = 0; replay < 10; replay++) {
            speed.took(1_000, 100);
        }

        assertThat(speed.perMilli()).isBetween(9.0, 10.0);
    }
}
