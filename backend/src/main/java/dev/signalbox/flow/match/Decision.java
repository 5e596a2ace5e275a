package dev.signalbox.flow.match;

import java.util.List;

/**
 * What the rules want for one event, or for one second of the clock.
 *
 * @param rulebook version that decided
 * @param second 0 for the event itself; for a clock second that fired before it, that second (epoch milliseconds)
 * @param matched rules that fired, as {@code pack/rule}, in the order of their firing
 * @param warnings what a rule author should know, such as two starts that are equal in all fields
 * @param inserted what rules have inserted
 * @param nanos how long it took
 */
public record Decision(
        int rulebook,
        long second,
        List<String> matched,
        List<Intention> intentions,
        List<String> warnings,
        List<Inserted> inserted,
        long nanos) {

    /** The same where it does not matter what was inserted. */
    public Decision(
            int rulebook,
            long second,
            List<String> matched,
            List<Intention> intentions,
            List<String> warnings,
            long nanos) {
        this(rulebook, second, matched, intentions, warnings, List.of(), nanos);
    }

    public static Decision nothing(int rulebook) {
        return new Decision(rulebook, 0, List.of(), List.of(), List.of(), 0);
    }
}
