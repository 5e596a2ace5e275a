package dev.signalbox.flow.match;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why one rule did, or did not, match one event.
 *
 * @param because the decisive thing in one sentence
 * @param place index of the pattern whose place the event takes here; null when the rule has none for it
 * @param due when the rule fires unless something prevents it, milliseconds since the epoch; null when nothing is awaited
 * @param matches with which facts it matched, the first few of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String rule,
        Verdict verdict,
        int line,
        String because,
        @Nullable Integer place,
        @Nullable Long due,
        List<Match> matches,
        List<PatternResult> patterns) {

    /** What became of the rule. Whether it matched is taken from the recorded decision, never guessed. */
    public enum Verdict {
        MATCHED,
        NOT_MATCHED,
        COULD_NOT_EVALUATE
    }

    /** Of a pattern or a constraint. */
    public enum Result {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /** One firing: what its condition had bound, by name. */
    public record Match(List<Named> facts, Map<String, @Nullable Object> values) {}

    /** @param name as the rule calls it; empty when it has no name */
    public record Named(String name, Fact fact) {}

    /**
     * A fact, as far as a reader can find it again.
     *
     * @param fact {@code Event}, or the declared type
     * @param type of the event; of a declared fact, that of the event for which it was inserted
     * @param source of that event
     * @param position of that event in its partition; 0 when it is not known
     * @param at its time by which rules go, milliseconds since the epoch
     * @param rule that inserted it; null for an event
     * @param values fields of a declared fact, or what the constraint that stopped it read
     * @param why what stopped it; null when nothing did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fact(
            String fact,
            String type,
            String source,
            String id,
            long position,
            long at,
            @Nullable String rule,
            Map<String, @Nullable Object> values,
            @Nullable String why) {}

    /**
     * What an accumulate or a groupby has come to.
     *
     * @param facts some of those counted, the newest first
     * @param results by name, the key of a group among them
     */
    public record Counted(long count, List<Fact> facts, Map<String, @Nullable Object> results) {}

    /**
     * A stretch of time or a number of events that is looked through.
     *
     * @param text as written
     * @param closes when its oldest event leaves it, milliseconds since the epoch; null for a number of events
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Window(String text, @Nullable Long closes) {}

    /**
     * @param name what the rule calls it; empty when nothing
     * @param role empty, or {@code not}, {@code accumulate} and so on, as written around the pattern
     * @param itself whether it is the explained event that is tried here
     * @param result whether the pattern lets the rule go on
     * @param all facts of this type
     * @param left those that meet all constraints
     * @param facts the nearest: those left, or else those that came furthest; for a {@code not} those that block it
     * @param note what else is to be said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PatternResult(
            String fact,
            String name,
            String role,
            int line,
            int column,
            int length,
            boolean itself,
            Result result,
            long all,
            long left,
            List<ConstraintResult> constraints,
            List<Fact> facts,
            @Nullable Counted counted,
            @Nullable Window window,
            @Nullable String note) {}

    /**
     * @param actual the values that the constraint read, by the accessor as written: {@code num("total")} = 50
     * @param firstFailed whether it is the first one of its pattern that was not met
     * @param left of the facts that came to it, those that meet it; null when it was not tried on several
     * @param reason why the result is unknown, or by how much it was missed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConstraintResult(
            String text,
            Result result,
            Map<String, @Nullable Object> actual,
            boolean firstFailed,
            @Nullable Long left,
            int line,
            int column,
            int length,
            @Nullable String reason) {}
}
