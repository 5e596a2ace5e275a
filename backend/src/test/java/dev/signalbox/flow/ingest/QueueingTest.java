package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.ingest.Queueing.Shed;
import org.junit.jupiter.api.Test;

class QueueingTest {

    private final Queueing queueing = new Queueing();

    @Test
    void a_burst_that_is_gone_within_a_second_sheds_nobody() {
        assertThat(queueing.look(600, 0)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(900, 999)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(500, 1_000)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(900, 1_500)).isEqualTo(Shed.NOBODY);
    }

    @Test
    void a_queue_that_stands_sheds_the_lowest_priority_first_and_then_everybody() {
        assertThat(queueing.look(501, 0)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(501, 1_000)).isEqualTo(Shed.BULK);
        assertThat(queueing.look(501, 1_999)).isEqualTo(Shed.BULK);
        assertThat(queueing.look(501, 2_000)).isEqualTo(Shed.ALL);
    }

    @Test
    void one_offer_that_got_through_quickly_ends_it() {
        Shed ignored = queueing.look(2_000, 0);

        assertThat(queueing.look(2_000, 5_000)).isEqualTo(Shed.ALL);
        assertThat(queueing.look(0, 5_001)).isEqualTo(Shed.NOBODY);
        assertThat(queueing.look(2_000, 5_002)).isEqualTo(Shed.NOBODY);
        assertThat(ignored).isEqualTo(Shed.NOBODY);
    }
}
