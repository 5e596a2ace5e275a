package dev.signalbox.flow.match;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the text of a rule tells about it without running it.
 *
 * @param name as in the text, without the pack
 * @param types event types that its patterns name
 * @param anyType whether a pattern names no type, so that every event may match it
 * @param alone whether it looks at one event only: no join, window, accumulate or absence
 * @param window how long it has to remember an event; zero when it is alone
 */
public record RuleShape(
        String name,
        int line,
        Set<String> types,
        boolean anyType,
        boolean alone,
        Duration window,
        List<PatternShape> patterns) {

    /**
     * One pattern, in the order of the text.
     *
     * @param fact the type as written, such as {@code Event}
     * @param role empty, or {@code not}, {@code exists}, {@code forall}, {@code accumulate}, {@code groupby}, {@code collect}
     * @param name what the rule calls it; empty when nothing
     * @param windowed whether it looks through {@code over window}
     * @param results constraints on what an accumulate or a groupby has counted, with the first pattern in it
     */
    public record PatternShape(
            String fact,
            String name,
            String role,
            boolean windowed,
            int line,
            int column,
            int length,
            List<ConstraintShape> constraints,
            List<ConstraintShape> results) {}

    /** One constraint or binding of a pattern, and where it stands. */
    public record ConstraintShape(String text, int line, int column, int length) {}
}
