package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Explainer;
import dev.signalbox.flow.match.Explanation;
import dev.signalbox.flow.match.Rules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Explains by the rules that decided the event; while it is not decided, by those that are active now. */
public final class RuleExplanations implements Explanations {

    private final Vertx vertx;
    private final IntFunction<Future<Rules>> versions;
    private final Supplier<Rules> active;

    /**
     * @param versions the rules of a version of the rulebook
     * @param active the rules that decide now; must not block
     */
    public RuleExplanations(Vertx vertx, IntFunction<Future<Rules>> versions, Supplier<Rules> active) {
        this.vertx = vertx;
        this.versions = versions;
        this.active = active;
    }

    @Override
    public Future<Explained> explain(Entry entry, @Nullable Decision decision) {
        Event event = new Event(entry.offer().envelope(), entry.offer().key(), entry.at());
        List<String> matched = decision == null ? List.of() : decision.matched();
        Future<Rules> deciding =
                decision == null ? Future.succeededFuture(active.get()) : versions.apply(decision.rulebook());
        return deciding.compose(rules -> vertx.executeBlocking(() -> explained(rules, event, matched), false));
    }

    private static Explained explained(Rules rules, Event event, List<String> matched) {
        return new Explained(
                rules.version(),
                new Explainer(rules)
                        .explain(event, matched).stream()
                                .map(RuleExplanations::rule)
                                .toList());
    }

    private static Rule rule(Explanation explanation) {
        return new Rule(
                explanation.rule(),
                explanation.verdict().name().toLowerCase(Locale.ROOT),
                null,
                explanation.line(),
                explanation.patterns().stream().map(RuleExplanations::pattern).toList());
    }

    private static Pattern pattern(Explanation.PatternResult pattern) {
        return new Pattern(
                (pattern.role() + ' ' + pattern.fact()).strip(),
                switch (pattern.result()) {
                    case TRUE -> "matched";
                    case FALSE -> "not_matched";
                    case UNKNOWN -> "could_not_evaluate";
                },
                pattern.notYetExplained(),
                pattern.line(),
                pattern.column(),
                pattern.constraints().stream().map(RuleExplanations::constraint).toList());
    }

    private static Constraint constraint(Explanation.ConstraintResult constraint) {
        return new Constraint(
                constraint.text(),
                switch (constraint.result()) {
                    case TRUE -> "true";
                    case FALSE -> "false";
                    case UNKNOWN -> "skipped";
                },
                constraint.actual().entrySet().stream()
                        .map(actual -> new Actual(actual.getKey(), text(actual.getValue())))
                        .toList(),
                constraint.firstFailed(),
                constraint.reason(),
                constraint.line(),
                constraint.column());
    }

    private static String text(@Nullable Object value) {
        try {
            return Answers.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value that a constraint read cannot be written as JSON", e);
        }
    }
}
