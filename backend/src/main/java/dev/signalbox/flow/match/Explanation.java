package dev.signalbox.flow.match;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why one rule did, or did not, match one event. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(String rule, Verdict verdict, int line, List<PatternResult> patterns) {

    /** What became of the rule. Whether it matched is taken from the recorded decision, never guessed. */
    public enum Verdict {
        MATCHED,
        NOT_MATCHED,
        COULD_NOT_EVALUATE
    }

    /** Of a pattern or a constraint, on this event alone. */
    public enum Result {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /**
     * @param role empty, or {@code not}, {@code accumulate} and so on, as written around the pattern
     * @param result whether the event meets all its constraints
     * @param notYetExplained what this explanation leaves out; null when nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PatternResult(
            String fact,
            String role,
            int line,
            int column,
            int length,
            Result result,
            List<ConstraintResult> constraints,
            @Nullable String notYetExplained) {}

    /**
     * @param actual the values that the constraint read, by the accessor as written: {@code num("total")} = 50
     * @param firstFailed whether it is the first one of its pattern that was not met
     * @param reason why the result is unknown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConstraintResult(
            String text,
            Result result,
            Map<String, @Nullable Object> actual,
            boolean firstFailed,
            int line,
            int column,
            int length,
            @Nullable String reason) {}
}
