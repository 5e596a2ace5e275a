package dev.signalbox.flow.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BudgetTest {

    private final Budget budget = new Budget(new Limits.Retries(0.2, 10), 0);

    @Test
    void a_burst_of_a_hundred_goes_then_ten_each_second() {
        assertThat(taken(0)).isEqualTo(100);
        assertThat(taken(99)).isZero();
        assertThat(taken(100)).isEqualTo(1);
        assertThat(taken(1_100)).isEqualTo(10);
    }

    @Test
    void five_first_attempts_let_one_retry_more_go() {
        taken(0);

        for (int i = 0; i < 50; i++) {
            budget.first();
        }

        assertThat(taken(0)).isBetween(9, 10);
    }

    @Test
    void what_is_not_used_is_not_kept_for_ever() {
        assertThat(taken(3_600_000)).isEqualTo(100);
    }

    private int taken(long now) {
        int taken = 0;
        while (budget.takes(now)) {
            taken++;
        }
        return taken;
    }
}
