package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Rules;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Why rules matched an event or did not; the shapes are those of the API's contract. */
public interface Explanations {

    /** An {@link Explained} as JSON. */
    Future<ObjectNode> explain(Asked asked);

    /**
     * @param decision the recorded one; null while there is none
     * @param fault why it is in quarantine; null when it is not
     * @param rulebook the version that failed at it; 0 when none did
     * @param rules that decided in a back-test; null for those of a version of the rulebook
     * @param seen is told of each event that the explanation may have read
     */
    record Asked(
            Entry entry,
            @Nullable Decision decision,
            @Nullable String fault,
            int rulebook,
            @Nullable Rules rules,
            Consumer<Event> seen) {

        static Asked of(Events.Story story) {
            Decision last = story.decisions().stream()
                    .map(Events.Decided::decision)
                    .reduce((first, second) -> second)
                    .orElse(null);
            return new Asked(story.seen().entry(), last, story.quarantine(), story.failed(), null, event -> {});
        }

        Asked with(Entry raw, Consumer<Event> witness) {
            return new Asked(raw, decision, fault, rulebook, rules, witness);
        }
    }

    /**
     * @param rulebook the version that is explained
     * @param at when the event was received: the moment that is explained, milliseconds since the epoch
     * @param facts that the rules held before it
     * @param rules what matched first, then what came nearest
     */
    record Explained(
            int rulebook, int partition, long position, long at, long facts, History history, List<Rule> rules) {}

    /** @param note what could not be looked at; null when nothing was left out */
    record History(long from, long entries, @Nullable String note) {}

    /**
     * @param verdict matched, not_matched or could_not_evaluate
     * @param because the decisive thing, as a sentence
     * @param place index of the pattern in whose place the event was tried
     * @param due when it fires if nothing prevents it, milliseconds since the epoch
     */
    record Rule(
            String rule,
            String verdict,
            @Nullable String note,
            int line,
            String because,
            @Nullable Integer place,
            @Nullable Long due,
            List<Match> matches,
            List<Pattern> patterns) {}

    record Match(List<Named> facts, List<Actual> values) {}

    record Named(String name, Fact fact) {}

    /** @param why what stopped it; null when nothing did */
    record Fact(
            String fact,
            String type,
            String source,
            String id,
            long position,
            long at,
            @Nullable String rule,
            List<Actual> values,
            @Nullable String why) {}

    /**
     * @param itself whether it is the explained event that was tried here
     * @param all facts of this type
     * @param left those that meet all constraints
     */
    record Pattern(
            String text,
            String name,
            String role,
            String verdict,
            boolean itself,
            long all,
            long left,
            @Nullable String note,
            int line,
            int column,
            List<Constraint> constraints,
            List<Fact> facts,
            @Nullable Counted counted,
            @Nullable Window window) {}

    record Counted(long count, List<Fact> facts, List<Actual> results) {}

    record Window(String text, @Nullable Long closes) {}

    /**
     * @param result true, false or skipped
     * @param failed the first one that did not hold
     * @param left facts that meet it and all before it; null when it was tried on one only
     * @param reason why it could not be evaluated, or by how much it was missed
     */
    record Constraint(
            String text,
            String result,
            List<Actual> actual,
            boolean failed,
            @Nullable Long left,
            @Nullable String reason,
            int line,
            int column) {}

    /** @param value as JSON text */
    record Actual(String expression, String value) {}
}
