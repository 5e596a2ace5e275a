package dev.signalbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SpanTest {

    private final Listed recorded = new Listed(3, Integer::parseInt);

    private void comes(int partition, long at) {
        Payload none = Payload.of("{}".getBytes(StandardCharsets.UTF_8));
        EventId id = new EventId("shop", "", partition + "-" + at);
        var unusedEntry =
                recorded.add(new Envelope(id, "order.paid", null, null, "application/json", none), "" + partition, at);
    }

    @Test
    void what_is_remembered_ends_with_the_last_entry_of_each_partition() {
        for (long at = 1_000; at <= 10_000; at += 1_000) {
            comes(0, at);
        }
        comes(2, 500);

        assertThat(Span.remembered(recorded, 3_000))
                .containsExactly(new Span.Stretch(0, 6, 10), new Span.Stretch(2, 0, 1));
        assertThat(Span.remembered(recorded, 60_000))
                .extracting(Span.Stretch::entries)
                .containsExactly(10L, 1L);
        assertThat(Span.remembered(recorded, 0)).isEmpty();
    }
}
