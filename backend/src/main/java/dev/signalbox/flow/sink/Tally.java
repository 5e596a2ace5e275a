package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.Rate;
import org.jspecify.annotations.Nullable;

/** What is counted and remembered of one sink; of a fixed size whatever is sent. */
final class Tally {

    private final Rate rate = new Rate();
    private long sent;
    private long failed;
    private @Nullable Long lastSentAt;
    private @Nullable String lastError;
    private @Nullable Long lastErrorAt;

    /**
     * How a sink is doing, since the hub started.
     *
     * @param rate messages sent per second, over the last ten seconds
     * @param lastSentAt milliseconds since the epoch
     */
    record Standing(
            long sent,
            long failed,
            double rate,
            @Nullable Long lastSentAt,
            @Nullable String lastError,
            @Nullable Long lastErrorAt) {}

    void count(long at, Sent outcome) {
        if (outcome instanceof Sent.Failed fault) {
            failed++;
            lastError = fault.title() + ": " + fault.detail();
            lastErrorAt = at;
        } else {
            sent++;
            lastSentAt = at;
            rate.count(at);
        }
    }

    Standing at(long now) {
        return new Standing(sent, failed, rate.at(now), lastSentAt, lastError, lastErrorAt);
    }
}
