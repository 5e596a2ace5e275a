package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Write;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchTest {

    private final Batch batch = new Batch(4, 1);

    @Test
    void decisions_that_start_nothing_may_wait_for_more() {
        batch.add(Work.of(new Write.Append("decisions", "5-0", Map.of("d", "{}"))));
        batch.moveTo(5, 1);

        assertThat(batch.isQuiet()).isTrue();
        assertThat(batch.entries()).isEqualTo(1);
    }

    @Test
    void what_is_sent_elsewhere_does_not_wait() {
        Envelope envelope =
                new Envelope(new EventId("shop", "", "e1"), "paid", null, null, "application/json", Payload.EMPTY);
        Work work = new Work();
        work.send(new Outbox.Row("r1", new Offer(Kind.EVENT, envelope, "k", null, 1, 1, 0)));
        batch.add(work);

        assertThat(batch.isQuiet()).isFalse();
    }

    @Test
    void another_version_of_the_rules_does_not_wait() {
        batch.moveTo(5, 2);

        assertThat(batch.isQuiet()).isFalse();
    }
}
