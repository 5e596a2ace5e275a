package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.ingest.Queueing.Shed;
import dev.signalbox.flow.journal.AppendQueue;
import org.junit.jupiter.api.Test;

class QueueingTest {

    private final Queueing queueing = new Queueing();

    @Test
    void a_burst_that_is_gone_within_a_second_sheds_nobody() {
        assertThat(look(600, 0.5, 0)).isEqualTo(Shed.NOBODY);
        assertThat(look(900, 0.5, 999)).isEqualTo(Shed.NOBODY);
        assertThat(look(500, 0.5, 1_000)).isEqualTo(Shed.NOBODY);
        assertThat(look(900, 0.5, 1_500)).isEqualTo(Shed.NOBODY);
    }

    @Test
    void a_queue_that_stands_sheds_the_lowest_priority_first_and_then_everybody() {
        assertThat(look(501, 0, 0)).isEqualTo(Shed.NOBODY);
        assertThat(look(501, 0, 1_000)).isEqualTo(Shed.BULK);
        assertThat(look(501, 0, 1_999)).isEqualTo(Shed.BULK);
        assertThat(look(501, 0, 2_000)).isEqualTo(Shed.ALL);
    }

    @Test
    void more_than_the_next_flush_takes_stands_sooner_however_fast_flushes_are() {
        assertThat(look(20, 1.1, 0)).isEqualTo(Shed.NOBODY);
        assertThat(look(20, 1.1, 249)).isEqualTo(Shed.NOBODY);
        assertThat(look(20, 1.1, 250)).isEqualTo(Shed.BULK);
        assertThat(look(20, 1.1, 500)).isEqualTo(Shed.ALL);
    }

    @Test
    void where_much_more_stands_nobody_is_preferred() {
        assertThat(look(20, 2.1, 0)).isEqualTo(Shed.NOBODY);
        assertThat(look(20, 2.1, 250)).isEqualTo(Shed.ALL);
        assertThat(look(20, 2, 260)).isEqualTo(Shed.BULK);
    }

    @Test
    void a_queue_that_was_short_for_a_moment_does_not_stand() {
        assertThat(look(20, 2, 0)).isEqualTo(Shed.NOBODY);
        assertThat(look(20, 1, 200)).isEqualTo(Shed.NOBODY);
        assertThat(look(20, 2, 201)).isEqualTo(Shed.NOBODY);
        assertThat(look(20, 2, 450)).isEqualTo(Shed.NOBODY);
        assertThat(look(20, 2, 451)).isEqualTo(Shed.BULK);
    }

    @Test
    void while_it_sheds_what_fits_is_taken_and_what_does_not_is_refused_at_once() {
        standing();

        assertThat(look(10, 1, 501)).isEqualTo(Shed.NOBODY);
        assertThat(look(10, 1.1, 502)).isEqualTo(Shed.ALL);
        assertThat(look(10, 1, 1_501)).isEqualTo(Shed.NOBODY);
        assertThat(look(10, 1.1, 1_502)).isEqualTo(Shed.ALL);
    }

    @Test
    void a_second_without_a_queue_ends_it() {
        standing();

        assertThat(look(0, 0, 1_500)).isEqualTo(Shed.NOBODY);
        assertThat(look(10, 90, 1_501)).isEqualTo(Shed.NOBODY);
    }

    @Test
    void while_a_flush_does_not_come_back_a_crowd_is_the_disk_s_and_nobody_is_refused() {
        AppendQueue stuttering = new AppendQueue(400, 9, 7);

        assertThat(queueing.look(stuttering, 0)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(stuttering, 900)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(new AppendQueue(400, 2, 10), 950)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(new AppendQueue(400, 2, 11), 951)).isEqualTo(Shed.BULK);
    }

    /** A flush comes back every ten milliseconds. */
    private Shed look(long waited, double behind, long now) {
        return queueing.look(new AppendQueue(waited, behind, now / 10), now);
    }

    private void standing() {
        look(10, 90, 0);
        look(10, 90, 250);
        assertThat(look(10, 90, 500)).isEqualTo(Shed.ALL);
    }
}
