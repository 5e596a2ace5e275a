package dev.signalbox.flow.journal;

import dev.signalbox.event.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What is offered to the journal: an event, or a command in the clothes of one.
 *
 * @param key the partition key
 * @param traceParent W3C trace context of the delivery
 * @param received when the delivery came in, milliseconds since the epoch
 * @param verified when its signature was found good
 * @param depth how many derived events lie between this one and a delivery; 0 for a delivery
 * @param replayed what it is another entry of; null for the first one
 */
public record Offer(
        Kind kind,
        Envelope envelope,
        String key,
        @Nullable String traceParent,
        long received,
        long verified,
        int depth,
        @Nullable Replayed replayed) {

    public Offer(
            Kind kind,
            Envelope envelope,
            String key,
            @Nullable String traceParent,
            long received,
            long verified,
            int depth) {
        this(kind, envelope, key, traceParent, received, verified, depth, null);
    }

    /**
     * The entry that came first, and who put it in again.
     *
     * @param job id of the replay
     */
    public record Replayed(String job, int partition, long position) {

        String text() {
            return job + '/' + partition + '.' + position;
        }

        static Replayed of(String text) {
            int slash = text.indexOf('/');
            int dot = text.indexOf('.', slash);
            return new Replayed(
                    text.substring(0, slash),
                    Integer.parseInt(text.substring(slash + 1, dot)),
                    Long.parseLong(text.substring(dot + 1)));
        }
    }
}
