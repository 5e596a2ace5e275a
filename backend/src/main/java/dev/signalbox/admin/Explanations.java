package dev.signalbox.admin;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why rules matched an event or did not; the shapes are those of the API's contract. */
public interface Explanations {

    /** @param decision the recorded one; null while there is none */
    Future<Explained> explain(Entry entry, @Nullable Decision decision);

    /** @param rulebook the version that is explained */
    record Explained(int rulebook, List<Rule> rules) {}

    /** @param verdict matched, not_matched or could_not_evaluate */
    record Rule(String rule, String verdict, @Nullable String note, int line, List<Pattern> patterns) {}

    record Pattern(
            String text, String verdict, @Nullable String note, int line, int column, List<Constraint> constraints) {}

    /**
     * @param result true, false or skipped
     * @param failed the first one that did not hold
     * @param reason why it could not be evaluated, or null
     */
    record Constraint(
            String text,
            String result,
            List<Actual> actual,
            boolean failed,
            @Nullable String reason,
            int line,
            int column) {}

    /** @param value as JSON text */
    record Actual(String expression, String value) {}
}
