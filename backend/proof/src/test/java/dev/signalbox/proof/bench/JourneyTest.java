package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JourneyTest {

    @Test
    void an_order_is_expected_once_however_often_it_is_answered_and_called_for() {
        Journey journey = new Journey(0, 10, true);

        journey.due(0, 100);
        journey.answered(0, 202, 200);
        journey.answered(9, 200, 300);
        journey.called(0, 1_000_200);
        journey.called(0, 2_000_000);

        assertThat(journey.expected()).isEqualTo(1);
        assertThat(journey.calls()).isEqualTo(1);
        assertThat(journey.repeats()).isEqualTo(1);
        assertThat(journey.fromAnswer().p50()).isEqualTo(1);
    }

    @Test
    void only_orders_that_match_and_are_answered_2xx_are_expected() {
        Journey journey = new Journey(0, 10, true);

        journey.answered(1, 202, 1);
        journey.answered(2, 503, 1);

        assertThat(journey.expected()).isZero();
    }

    @Test
    void a_window_that_begins_with_a_duplicate_does_not_expect_the_call_of_the_window_before() {
        Journey journey = new Journey(9, 10, true);

        journey.due(9, 1);
        journey.answered(9, 200, 2);

        assertThat(journey.expected()).isZero();
    }
}
