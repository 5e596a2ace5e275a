package dev.signalbox.flow.journal;

import dev.signalbox.event.Event;

/**
 * One entry of a partition's journal.
 *
 * @param position gapless within the partition, from 1
 * @param at receive time by the clock of Redis, milliseconds since the epoch, never backwards within a partition
 */
public record Entry(int partition, long position, long at, Offer offer) {

    /** As rules see it. */
    public Event event() {
        return new Event(offer.envelope(), offer.key(), at, offer.replayed() != null);
    }
}
