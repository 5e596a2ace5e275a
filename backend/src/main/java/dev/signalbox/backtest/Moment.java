package dev.signalbox.backtest;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.journal.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What both sides decide: an event, or a second of the clock.
 *
 * @param second 0 for an event; else milliseconds since the epoch
 * @param event of a second, the id that live gives it
 * @param key that a start without one takes
 */
public record Moment(
        int partition,
        long position,
        long at,
        long second,
        EventId event,
        String type,
        @Nullable String subject,
        String key) {

    static Moment of(Entry entry) {
        Envelope envelope = entry.offer().envelope();
        return new Moment(
                entry.partition(),
                entry.position(),
                entry.at(),
                0,
                envelope.id(),
                envelope.type(),
                envelope.subject(),
                entry.offer().key());
    }

    /** A second of the clock after a position; its names are those of {@code flow.Derived}. */
    static Moment tick(int partition, long position, long second) {
        String id = "tick:" + position + ':' + second;
        return new Moment(
                partition,
                position,
                second,
                second,
                new EventId(EventId.HUB, "/clock/" + partition, id),
                "signalbox.tick",
                null,
                id);
    }
}
