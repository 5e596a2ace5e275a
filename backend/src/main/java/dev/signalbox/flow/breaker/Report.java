package dev.signalbox.flow.breaker;

import java.util.List;

/**
 * What one hub sees of its targets.
 *
 * @param at milliseconds since the epoch
 */
public record Report(String hub, long at, List<Target> targets) {

    /**
     * One of them.
     *
     * @param calls of the last seconds
     * @param failed of these
     * @param underWay calls that were made and have not ended
     * @param width calls under way that it bears now
     * @param waiting calls that were not made yet, for whatever reason
     * @param delayed retries among them
     * @param error the last one, one line; empty for none
     * @param oldest of those that wait
     */
    public record Target(
            String target,
            int calls,
            int failed,
            int underWay,
            int width,
            int waiting,
            int delayed,
            String error,
            long errorAt,
            List<Held> oldest) {}

    /** A task that waits since a time. */
    public record Held(String instance, String task, long since) {}
}
