package dev.signalbox.backtest;

import dev.signalbox.event.EventId;
import java.util.List;
import java.util.Map;

/**
 * What would be different. Two back-tests of the same texts over the same entries have equal results.
 *
 * @param events that were decided again
 * @param rules of both sides, by name
 * @param changed how many moments differ
 * @param changes the newest of those, oldest first
 * @param notes what a reader should know, a sentence each
 */
public record Result(
        long events,
        Map<String, Counts> rules,
        Failed before,
        Failed after,
        long changed,
        List<Change> changes,
        List<String> notes) {

    /** What a side would put into quarantine, or let nothing come of. */
    public record Failed(long count, List<Cause> causes) {}

    /** @param example the first event, or second, with this cause */
    public record Cause(String cause, long count, EventId example) {}

    public Counts total() {
        return rules.values().stream().reduce(Counts.NONE, Counts::plus);
    }
}
