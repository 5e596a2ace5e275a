package dev.signalbox.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final long PATIENCE = 60_000;

    private final Ledger ledger = new Ledger();

    @Test
    void a_start_counts_once_however_often_its_instance_calls() {
        ledger.expect("order:1");

        ledger.came("order:1", "a");
        ledger.came("order:1", "a");

        assertThat(ledger.starts().once()).isEqualTo(1);
        assertThat(ledger.starts().doubled()).isZero();
    }

    @Test
    void two_instances_for_one_event_are_a_double_and_not_once() {
        ledger.expect("order:1");

        ledger.came("order:1", "a");
        ledger.came("order:1", "b");

        assertThat(ledger.starts().once()).isZero();
        assertThat(ledger.starts().doubled()).isEqualTo(1);
    }

    @Test
    void a_call_that_overtakes_the_answer_to_its_event_counts() {
        ledger.came("order:1", "a");
        ledger.came("order:1", "b");

        ledger.expect("order:1");

        assertThat(ledger.starts().expected()).isEqualTo(1);
        assertThat(ledger.starts().doubled()).isEqualTo(1);
    }

    @Test
    void what_does_not_come_within_a_minute_of_a_running_hub_is_lost_until_it_comes() {
        ledger.expect("order:1");
        assertThat(ledger.starts().inFlight()).isEqualTo(1);

        ledger.passed(PATIENCE + 1);
        assertThat(ledger.starts().lost()).isEqualTo(1);
        assertThat(ledger.starts().missing()).containsExactly("order:1");

        ledger.came("order:1", "a");
        assertThat(ledger.starts().lost()).isZero();
        assertThat(ledger.starts().once()).isEqualTo(1);
    }

    @Test
    void what_an_edited_pack_leaves_out_is_not_lost_and_a_double_of_it_is_still_seen() {
        ledger.expect("order:1");
        ledger.expect("card:1");

        ledger.optional(Set.of("order:"));
        ledger.expect("order:2");
        ledger.passed(PATIENCE + 1);
        assertThat(ledger.starts().missing()).containsExactly("card:1");
        assertThat(ledger.starts().expected()).isEqualTo(1);

        ledger.came("order:2", "a");
        ledger.came("order:2", "b");
        assertThat(ledger.starts().expected()).isEqualTo(2);
        assertThat(ledger.starts().doubled()).isEqualTo(1);
    }
}
