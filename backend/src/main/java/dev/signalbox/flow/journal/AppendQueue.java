package dev.signalbox.flow.journal;

/**
 * What waits for the journal.
 *
 * @param waitedMillis how long the oldest offer has been waiting for its outcome
 * @param behind how much waits behind the flush that is under way, as a share of what the next one may take
 * @param flushes that have come back since the start
 */
public record AppendQueue(long waitedMillis, double behind, long flushes) {

    public static final AppendQueue NONE = new AppendQueue(0, 0, 0);
}
