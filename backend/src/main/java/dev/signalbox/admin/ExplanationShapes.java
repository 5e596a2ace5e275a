package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.admin.Explanations.Actual;
import dev.signalbox.admin.Explanations.Constraint;
import dev.signalbox.admin.Explanations.Counted;
import dev.signalbox.admin.Explanations.Fact;
import dev.signalbox.admin.Explanations.Match;
import dev.signalbox.admin.Explanations.Named;
import dev.signalbox.admin.Explanations.Pattern;
import dev.signalbox.admin.Explanations.Rule;
import dev.signalbox.admin.Explanations.Window;
import dev.signalbox.flow.match.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explanations in the shapes of the contract. */
final class ExplanationShapes {

    private ExplanationShapes() {}

    static Rule rule(Explanation of) {
        return new Rule(
                of.rule(),
                of.verdict().name().toLowerCase(Locale.ROOT),
                null,
                of.line(),
                of.because(),
                of.place(),
                of.due(),
                of.matches().stream().map(ExplanationShapes::match).toList(),
                of.patterns().stream().map(ExplanationShapes::pattern).toList());
    }

    private static Match match(Explanation.Match of) {
        return new Match(
                of.facts().stream()
                        .map(each -> new Named(each.name(), fact(each.fact())))
                        .toList(),
                actuals(of.values()));
    }

    private static Fact fact(Explanation.Fact of) {
        return new Fact(
                of.fact(),
                of.type(),
                of.source(),
                of.id(),
                of.position(),
                of.at(),
                of.rule(),
                actuals(of.values()),
                of.why());
    }

    private static List<Fact> facts(List<Explanation.Fact> of) {
        return of.stream().map(ExplanationShapes::fact).toList();
    }

    private static Pattern pattern(Explanation.PatternResult of) {
        return new Pattern(
                (of.role() + ' ' + of.fact()).strip(),
                of.name(),
                of.role(),
                switch (of.result()) {
                    case TRUE -> "matched";
                    case FALSE -> "not_matched";
                    case UNKNOWN -> "could_not_evaluate";
                },
                of.itself(),
                of.all(),
                of.left(),
                of.note(),
                of.line(),
                of.column(),
                of.constraints().stream().map(ExplanationShapes::constraint).toList(),
                facts(of.facts()),
                counted(of.counted()),
                of.window() == null
                        ? null
                        : new Window(of.window().text(), of.window().closes()));
    }

    private static @Nullable Counted counted(Explanation.@Nullable Counted of) {
        return of == null ? null : new Counted(of.count(), facts(of.facts()), actuals(of.results()));
    }

    private static Constraint constraint(Explanation.ConstraintResult of) {
        return new Constraint(
                of.text(),
                switch (of.result()) {
                    case TRUE -> "true";
                    case FALSE -> "false";
                    case UNKNOWN -> "skipped";
                },
                actuals(of.actual()),
                of.firstFailed(),
                of.left(),
                of.reason(),
                of.line(),
                of.column());
    }

    private static List<Actual> actuals(Map<String, @Nullable Object> values) {
        return values.entrySet().stream()
                .map(each -> new Actual(each.getKey(), text(each.getValue())))
                .toList();
    }

    private static String text(@Nullable Object value) {
        try {
            return Answers.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value that a constraint read cannot be written as JSON", e);
        }
    }
}
