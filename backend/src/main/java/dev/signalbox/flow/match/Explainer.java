package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Explanation.Match;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Explanation.Verdict;
import dev.signalbox.sandbox.Budget;
import dev.signalbox.sandbox.Exhausted;
import dev.signalbox.sandbox.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.model.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Tells for one event and every rule what became of each condition. It runs the very conditions that the session runs, on
 * the facts that the session held; whether a rule matched is taken from the recorded decision.
 *
 * <p>A rule that joins much cannot use up what the others need: in a first round each has its share of half of the work, and
 * those that did not end share the rest.
 */
final class Explainer {

    /** For one rule: many facts are tried. What does not come to an end does so here. */
    private static final Budget.Limits LIMITS = Budget.Limits.of(100_000_000);

    private final Rules rules;
    private final Outcome outcome;

    Explainer(Rules rules, Outcome outcome) {
        this.rules = rules;
        this.outcome = outcome;
    }

    /** What is known of the decision, from the record and from deciding once more. */
    interface Outcome {

        /** How much may be done for all rules. */
        Tries tries();

        boolean matched(String rule);

        /** The facts that a rule had before it. */
        Scene scene(String rule);

        List<Match> matches(String rule);

        /** Why nothing can be said about a rule; null when something can. */
        @Nullable
        String unknown(String rule);

        /** What is to be said of a rule whose conditions all hold although it did not match. */
        String contrary(String rule);
    }

    private record Asked(
            String name, RuleShape shape, @Nullable Rule model) {}

    List<Explanation> explain() {
        List<Asked> all = asked();
        Map<String, Explanation> told = new HashMap<>();
        List<Asked> given = round(all, all.size(), told);
        var unusedGivenUp = round(given, 0, told);
        return all.stream()
                .map(asked -> Objects.requireNonNull(told.get(asked.name())))
                .toList();
    }

    /**
     * Explains each with an equal share of what is left.
     *
     * @param kept how many shares are left to the next round
     * @return those that needed more
     */
    private List<Asked> round(List<Asked> rules, int kept, Map<String, Explanation> told) {
        List<Asked> more = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Asked asked = rules.get(i);
            outcome.tries().share((long) kept + rules.size() - i);
            told.put(asked.name(), Meter.within(new Budget(LIMITS), () -> explain(asked, more)));
        }
        return more;
    }

    private List<Asked> asked() {
        List<Asked> all = new ArrayList<>();
        for (PackRules pack : rules.packs()) {
            Map<String, Rule> models = pack.model().getRules().stream()
                    .collect(Collectors.toMap(Rule::getName, Function.identity(), (a, b) -> a));
            for (RuleShape shape : pack.rules()) {
                String name = pack.pack() + '/' + shape.name();
                all.add(new Asked(name, shape, models.get(shape.name())));
            }
        }
        return all;
    }

    private Explanation explain(Asked asked, List<Asked> spent) {
        String name = asked.name();
        RuleShape shape = asked.shape();
        Rule model = asked.model();
        String unknown = model == null ? "it is not among the compiled rules" : outcome.unknown(name);
        if (model == null || unknown != null) {
            return bare(name, shape, String.valueOf(unknown));
        }
        try {
            return told(name, shape, new Trials(shape, Elements.of(model, shape), outcome.scene(name)));
        } catch (Tries.Spent e) {
            spent.add(asked);
            return bare(name, shape, String.valueOf(e.getMessage()));
        } catch (Grouping.Unclear | Exhausted e) {
            return bare(name, shape, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return bare(name, shape, "the explanation failed: " + e);
        }
    }

    private Explanation bare(String name, RuleShape shape, String why) {
        boolean matched = outcome.matched(name);
        return new Explanation(
                name,
                matched ? Verdict.MATCHED : Verdict.COULD_NOT_EVALUATE,
                shape.line(),
                why,
                null,
                null,
                outcome.matches(name),
                List.of());
    }

    private Explanation told(String name, RuleShape shape, Trials trials) {
        boolean matched = outcome.matched(name);
        Trial best = trials.best(matched);
        List<PatternResult> patterns = trials.told(best);
        Optional<Long> due =
                best.tuples().stream().map(Tuple::due).min(Long::compare).filter(at -> at > 0);
        return new Explanation(
                name,
                matched ? Verdict.MATCHED : verdict(best, patterns),
                shape.line(),
                matched ? matched(name) : notMatched(name, trials, best, due),
                best.place().look() == null
                        ? null
                        : (Integer) best.place().look().number(),
                matched ? null : due.orElse(null),
                outcome.matches(name),
                patterns);
    }

    private String matched(String name) {
        int matches = outcome.matches(name).size();
        return matches == 0
                ? "all its conditions held"
                : "all its conditions held, with " + matches + (matches == 1 ? " combination" : " combinations")
                        + " of facts";
    }

    private String notMatched(String name, Trials trials, Trial best, Optional<Long> due) {
        String because = best.because();
        if (because == null
                || (best.place().how() == Place.How.TAKES && !best.tuples().isEmpty())) {
            because = due.map(at -> "it fires at " + Because.time(at) + " if nothing prevents it until then")
                    .orElseGet(() -> outcome.contrary(name));
        }
        return trials.where(best) + because;
    }

    private static Verdict verdict(Trial best, List<PatternResult> patterns) {
        boolean failed = patterns.stream()
                .flatMap(pattern -> pattern.constraints().stream())
                .anyMatch(constraint ->
                        constraint.reason() != null && constraint.reason().startsWith(Check.FAILED));
        return failed || best.unclear() ? Verdict.COULD_NOT_EVALUATE : Verdict.NOT_MATCHED;
    }
}
