package dev.signalbox.feed;

import java.util.List;

/**
 * How events flow from sources over rules to process definitions: the busiest of each, the rest as one named
 * {@link #OTHERS}.
 *
 * @param seconds that the rates are over
 */
public record FlowMap(
        int seconds,
        List<Source> sources,
        List<Rule> rules,
        List<Definition> definitions,
        List<Match> matches,
        List<Start> starts) {

    /** No source, rule or definition can be called so. */
    public static final String OTHERS = "(others)";

    static final FlowMap NONE = new FlowMap(Flows.SECONDS, List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * @param unmatched events that no rule matched
     * @param refused deliveries since this hub started, {@code refusedLately} those of the last five minutes
     * @param first when this hub first heard of it, milliseconds since the epoch; 0 when never, as {@code last}
     */
    public record Source(
            String name,
            Flow accepted,
            Flow duplicates,
            Flow unmatched,
            long refused,
            long refusedLately,
            long first,
            long last) {

        Source plus(Source other) {
            return new Source(
                    OTHERS,
                    accepted.plus(other.accepted),
                    duplicates.plus(other.duplicates),
                    unmatched.plus(other.unmatched),
                    refused + other.refused,
                    refusedLately + other.refusedLately,
                    Math.min(first, other.first),
                    Math.max(last, other.last));
        }
    }

    public record Rule(String name, Flow matched) {}

    /** @param states how many of its instances are in which state now */
    public record Definition(String name, Flow started, States states) {}

    public record States(long running, long waiting, long retrying, long failed) {

        public static final States NONE = new States(0, 0, 0, 0);

        States plus(States other) {
            return new States(
                    running + other.running, waiting + other.waiting, retrying + other.retrying, failed + other.failed);
        }
    }

    /** Events of a source that a rule matched. */
    public record Match(String source, String rule, Flow flow) {}

    /** Instances of a definition that a rule wanted. */
    public record Start(String rule, String definition, Flow flow) {}
}
