package dev.signalbox.flow.ingest;

import dev.signalbox.event.Envelope;
import dev.signalbox.flow.connection.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a source's text would make of deliveries. */
public sealed interface Preview {

    /** One for each delivery, in their order. */
    record Tried(List<Row> rows) implements Preview {}

    /** The text itself is wrong. */
    record Bad(List<Problem> problems) implements Preview {}

    /**
     * @param journaled as the event stands in the journal; null for a delivery that was written down
     * @param mapped what it would be; null when it would be refused
     * @param problem why it would be
     * @param note what of the text could not be tried
     */
    record Row(
            @Nullable Named journaled,
            @Nullable Named mapped,
            @Nullable String problem,
            @Nullable String note) {}

    /**
     * An event as a mapping names it.
     *
     * @param generated whether the hub made the id
     * @param key what chooses the partition
     */
    record Named(
            String id,
            boolean generated,
            String type,
            @Nullable String subject,
            @Nullable String time,
            String key,
            int partition) {

        static Named of(Envelope envelope, boolean generated, String key, int partition) {
            return new Named(
                    envelope.id().id(),
                    generated,
                    envelope.type(),
                    envelope.subject(),
                    envelope.time(),
                    key,
                    partition);
        }
    }
}
