package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.Fact;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Result;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The decisive thing in one sentence. */
final class Because {

    private Because() {}

    /** Why a pattern lets nothing through; null when it does. */
    static @Nullable String of(PatternResult pattern) {
        for (int i = 0; i < pattern.constraints().size(); i++) {
            ConstraintResult each = pattern.constraints().get(i);
            String reason = each.reason();
            if (each.result() == Result.UNKNOWN && reason != null && !reason.startsWith(Telling.NOT_LOOKED_AT)) {
                return "`" + each.text() + "` " + reason;
            }
            if (each.result() == Result.FALSE) {
                return pattern.itself() ? onEvent(each, pattern, i) : onAll(each, pattern, i);
            }
        }
        return pattern.result() == Result.TRUE ? null : "there is no fact " + pattern.fact();
    }

    private static String onEvent(ConstraintResult constraint, PatternResult pattern, int number) {
        String missed = constraint.reason() == null ? "" : ": " + constraint.reason();
        if (constraint.left() == null) {
            return "`" + constraint.text() + "` does not hold" + missed + values(constraint.actual());
        }
        long came = came(pattern, number);
        return "0 of " + came + (came == 1 ? " fact before it fits `" : " facts before it fit `") + constraint.text()
                + "`" + missed + values(constraint.actual());
    }

    /** How many came to a constraint. */
    private static long came(PatternResult pattern, int number) {
        long came = pattern.all();
        for (int i = 0; i < number; i++) {
            Long left = pattern.constraints().get(i).left();
            came = left == null ? came : left;
        }
        return came;
    }

    private static String onAll(ConstraintResult constraint, PatternResult pattern, int number) {
        long came = came(pattern, number);
        String missed = pattern.facts().stream()
                .findFirst()
                .map(Fact::why)
                .filter(why -> why.contains(": missed by"))
                .map(why -> "; the nearest is " + why.substring(why.indexOf("missed by")))
                .orElse("");
        if (missed.isEmpty() && constraint.reason() != null) {
            missed = "; " + constraint.reason();
        }
        return "0 of " + facts(came, pattern.fact()) + " " + (came == 1 ? "matches" : "match") + " `"
                + constraint.text() + "`" + values(constraint.actual()) + missed;
    }

    static String facts(long count, String type) {
        return count + (count == 1 ? " fact " : " facts ") + type;
    }

    /** What blocks, as a reader finds it again. */
    static String blocked(String role, List<Fact> by, long count) {
        String names = by.stream().limit(3).map(Because::name).collect(Collectors.joining(", "));
        return "blocked by " + (count == 1 ? "" : count + " facts: ") + names + (count > 3 ? " and others" : "") + " (`"
                + role + "`)";
    }

    static String name(Fact fact) {
        return fact.rule() == null
                ? "the event " + fact.type() + " " + fact.id()
                : "the fact " + fact.fact() + values(fact.values()) + ", inserted for the event " + fact.id();
    }

    static String values(Map<String, @Nullable Object> actual) {
        return actual.isEmpty()
                ? ""
                : actual.entrySet().stream()
                        .map(each -> each.getKey() + " = " + value(each.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    static String value(@Nullable Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        return value instanceof Collection<?> many
                ? many.stream().map(Because::value).collect(Collectors.joining(" or "))
                : String.valueOf(Plain.text(value));
    }

    static String time(long at) {
        return Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
