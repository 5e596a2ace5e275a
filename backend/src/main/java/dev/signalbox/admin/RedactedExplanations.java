package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Explains by what is in the journal, and shows of the values that were read what the source does not hide. */
final class RedactedExplanations implements Explanations {

    private final Explanations explanations;
    private final Redaction redaction;

    RedactedExplanations(Explanations explanations, Redaction redaction) {
        this.explanations = explanations;
        this.redaction = redaction;
    }

    @Override
    public Future<Explained> explain(Entry entry, @Nullable Decision decision) {
        return redaction.rules().compose(rules -> {
            if (Redaction.mask(rules, entry) == null) {
                return explanations.explain(entry, decision);
            }
            return redaction
                    .raw(entry.offer().envelope().id())
                    .map(raw -> raw.orElse(entry))
                    .compose(raw -> explanations
                            .explain(raw, decision)
                            .map(explained -> shown(explained, Redaction.mask(rules, raw))));
        });
    }

    private static Explained shown(Explained explained, @Nullable Mask mask) {
        return mask == null
                ? explained
                : new Explained(
                        explained.rulebook(),
                        explained.rules().stream().map(rule -> rule(rule, mask)).toList());
    }

    private static Rule rule(Rule rule, Mask mask) {
        return new Rule(
                rule.rule(),
                rule.verdict(),
                rule.note(),
                rule.line(),
                rule.patterns().stream().map(pattern -> pattern(pattern, mask)).toList());
    }

    private static Pattern pattern(Pattern pattern, Mask mask) {
        return new Pattern(
                pattern.text(),
                pattern.verdict(),
                pattern.note(),
                pattern.line(),
                pattern.column(),
                pattern.constraints().stream()
                        .map(each -> constraint(each, mask))
                        .toList());
    }

    private static Constraint constraint(Constraint constraint, Mask mask) {
        String reason = constraint.reason();
        return new Constraint(
                constraint.text(),
                constraint.result(),
                constraint.actual().stream()
                        .map(actual -> new Actual(actual.expression(), value(actual.value(), mask)))
                        .toList(),
                constraint.failed(),
                reason == null ? null : mask.text(reason),
                constraint.line(),
                constraint.column());
    }

    private static String value(String json, Mask mask) {
        try {
            return Answers.JSON.writeValueAsString(mask.tree(Answers.JSON.readTree(json)));
        } catch (JsonProcessingException e) {
            return mask.text(json);
        }
    }
}
