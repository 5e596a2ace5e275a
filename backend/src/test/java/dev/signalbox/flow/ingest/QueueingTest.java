package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.ingest.Queueing.Shed;
import org.junit.jupiter.api.Test;

class QueueingTest {

    private final Queueing queueing = new Queueing();

    @Test
    void a_burst_that_is_gone_within_a_second_sheds_nobody() {
        assertThat(queueing.look(600, 1, 0)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(900, 90, 999)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(500, 3, 1_000)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(900, 90, 1_500)).isEqualTo(Shed.NOBODY);
    }

    @Test
    void a_queue_that_stands_sheds_the_lowest_priority_first_and_then_everybody() {
        assertThat(queueing.look(501, 0, 0)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(501, 0, 1_000)).isEqualTo(Shed.BULK);
        assertThat(queueing.look(501, 0, 1_999)).isEqualTo(Shed.BULK);
        assertThat(queueing.look(501, 0, 2_000)).isEqualTo(Shed.ALL);
    }

    @Test
    void a_queue_of_many_flushes_stands_however_fast_they_are() {
        assertThat(queueing.look(20, 4, 0)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(20, 4, 1_000)).isEqualTo(Shed.BULK);
        assertThat(queueing.look(20, 4, 2_000)).isEqualTo(Shed.ALL);
    }

    @Test
    void while_it_sheds_what_fits_is_taken_and_what_does_not_is_refused_at_once() {
        standing();

        assertThat(queueing.look(10, 3, 2_001)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(10, 4, 2_002)).isEqualTo(Shed.ALL);
        assertThat(queueing.look(10, 3, 2_003)).isEqualTo(Shed.NOBODY);
    }

    @Test
    void a_second_without_a_queue_ends_it() {
        standing();

        assertThat(queueing.look(0, 0, 3_000)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(10, 90, 3_001)).isEqualTo(Shed.NOBODY);
    }

    private void standing() {
        queueing.look(10, 90, 0);
        queueing.look(10, 90, 1_000);
        assertThat(queueing.look(10, 90, 2_000)).isEqualTo(Shed.ALL);
    }
}
