package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Count;
import dev.signalbox.flow.match.Element.Group;
import dev.signalbox.flow.match.Element.Kind;
import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.RuleShape.ConstraintShape;
import dev.signalbox.flow.match.RuleShape.PatternShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.AccumulatePattern;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Declaration;
import org.drools.model.GroupByPattern;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.drools.model.WindowDefinition;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.drools.model.patterns.EvalImpl;
import org.jspecify.annotations.Nullable;

/** Lays the compiled conditions of a rule beside its text: the patterns of both stand in the same order. */
final class Elements {

    private static final int MOST_ALTERNATIVES = 16;

    private final RuleShape shape;
    private final Set<Variable<?>> results = new HashSet<>();
    private final List<Pattern<?>> onResults = new ArrayList<>();
    private int next;

    private Elements(RuleShape shape) {
        this.shape = shape;
    }

    /** The alternatives of a rule, each a sequence of what must hold; one, unless it says {@code or}. */
    static List<List<Element>> of(Rule rule, RuleShape shape) {
        Elements elements = new Elements(shape);
        elements.collect(rule.getView());
        List<List<Element>> found = elements.alternatives(rule.getView());
        return found.size() > MOST_ALTERNATIVES ? found.subList(0, MOST_ALTERNATIVES) : found;
    }

    /** Results of accumulates are constrained by patterns of their own, before or after them. */
    private void collect(Condition condition) {
        if (condition instanceof AccumulatePattern<?> accumulate) {
            results.addAll(results(accumulate));
        }
        condition.getSubConditions().forEach(this::collect);
        if (condition instanceof Pattern<?> pattern && !(condition instanceof AccumulatePattern<?>)) {
            onResults.add(pattern);
        }
    }

    private List<List<Element>> alternatives(Condition condition) {
        if (condition.getType() == Condition.Type.AND) {
            List<List<Element>> found = List.of(List.of());
            for (Condition each : condition.getSubConditions()) {
                found = product(found, alternatives(each));
            }
            return found;
        }
        if (condition.getType() == Condition.Type.OR) {
            List<List<Element>> found = new ArrayList<>();
            condition.getSubConditions().forEach(each -> found.addAll(alternatives(each)));
            return found;
        }
        Element one = one(condition);
        return List.of(one == null ? List.of() : List.of(one));
    }

    private static List<List<Element>> product(List<List<Element>> firsts, List<List<Element>> seconds) {
        List<List<Element>> found = new ArrayList<>();
        for (List<Element> first : firsts) {
            for (List<Element> second : seconds) {
                List<Element> both = new ArrayList<>(first);
                both.addAll(second);
                found.add(both);
            }
        }
        return found;
    }

    private @Nullable Element one(Condition condition) {
        if (condition instanceof AccumulatePattern<?> accumulate) {
            return count(accumulate);
        }
        if (condition instanceof Pattern<?> pattern) {
            return results.contains(pattern.getPatternVariable()) ? null : look(pattern);
        }
        return switch (condition.getType()) {
            case NOT -> group(Kind.ABSENT, condition);
            case EXISTS -> group(Kind.PRESENT, condition);
            case FORALL -> every(condition);
            case EVAL -> new Element.Test(test((EvalImpl) condition));
            case CONSEQUENCE -> null;
            default ->
                new Element.Unclear("a condition of the kind " + condition.getType() + " is not explained", List.of());
        };
    }

    private static Check test(EvalImpl eval) {
        String text = eval.getExpr().predicateInformation().getStringConstraint();
        return new Check(new ConstraintShape(text.isEmpty() ? "eval" : text, 0, 0, 0), eval.getExpr(), false);
    }

    private Group group(Kind kind, Condition condition) {
        List<Element> inner = new ArrayList<>();
        for (Condition each : condition.getSubConditions()) {
            alternatives(each).stream().findFirst().ifPresent(inner::addAll);
        }
        return new Group(kind, inner, Map.of());
    }

    /**
     * The compiler makes of {@code forall} a pattern that those meet that violate it: what each fact must meet is in it, turned
     * round.
     */
    private Group every(Condition condition) {
        Condition inner = condition.getSubConditions().get(0);
        boolean single = inner instanceof Pattern<?>;
        Pattern<?> first =
                (Pattern<?>) (single ? inner : inner.getSubConditions().get(0));
        PatternShape written = shape(first);
        int number = next;
        next += single ? 1 : inner.getSubConditions().size();
        Constraint whole = first.getConstraint();
        Check violated = new Check(
                new ConstraintShape("forall", written.line(), written.column(), written.length()), whole, false);
        Look look = look(number, first, written, List.of(violated));
        return new Group(Kind.EVERY, List.of(look), single ? wanted(number, whole) : wanted(number, next, whole));
    }

    private Map<Integer, List<Check>> wanted(int number, Constraint violated) {
        List<Constraint> turned = violated.getType() == Constraint.Type.OR ? violated.getChildren() : List.of(violated);
        return Map.of(number, turned(shape.patterns().get(number).constraints(), turned));
    }

    private Map<Integer, List<Check>> wanted(int from, int to, Constraint violated) {
        Map<Integer, List<Check>> wanted = new HashMap<>();
        List<Constraint> parts = violated.getChildren();
        List<SingleConstraint> plain = new ArrayList<>();
        List<Constraint> turned = new ArrayList<>();
        for (Constraint each : parts) {
            if (each instanceof SingleConstraint one) {
                plain.add(one);
            } else {
                turned.addAll(each.getChildren());
            }
        }
        wanted.put(from, Alignment.of(shape.patterns().get(from).constraints(), plain));
        for (int i = from + 1; i < to; i++) {
            List<ConstraintShape> own = shape.patterns().get(i).constraints().stream()
                    .filter(each -> !each.text().matches("\\s*this\\s*==\\s*\\$\\w+\\s*"))
                    .toList();
            wanted.put(i, turned(own, i == from + 1 ? turned : List.of()));
        }
        return wanted;
    }

    private static List<Check> turned(List<ConstraintShape> written, List<Constraint> compiled) {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < Math.min(written.size(), compiled.size()); i++) {
            checks.add(new Check(written.get(i), compiled.get(i), true));
        }
        return checks;
    }

    private Look look(Pattern<?> pattern) {
        PatternShape written = shape(pattern);
        int number = next++;
        return look(number, pattern, written, Alignment.of(written.constraints(), pattern.getConstraint()));
    }

    private static Look look(int number, Pattern<?> pattern, PatternShape written, List<Check> checks) {
        WindowDefinition window =
                pattern.getPatternVariable() instanceof Declaration<?> declared ? declared.getWindow() : null;
        return new Look(
                number, pattern.getPatternVariable(), written, checks, List.copyOf(pattern.getBindings()), window);
    }

    private PatternShape shape(Pattern<?> pattern) {
        return next < shape.patterns().size()
                ? shape.patterns().get(next)
                : new PatternShape(
                        pattern.getPatternVariable().getType().getSimpleName(),
                        "",
                        "",
                        false,
                        shape.line(),
                        1,
                        1,
                        List.of(),
                        List.of());
    }

    private Count count(AccumulatePattern<?> accumulate) {
        int first = next;
        List<Element> inner =
                alternatives(accumulate.getCondition()).stream().findFirst().orElse(List.of());
        List<ConstraintShape> written =
                first < shape.patterns().size() ? shape.patterns().get(first).results() : List.of();
        List<SingleConstraint> compiled = new ArrayList<>();
        Set<Variable<?>> own = results(accumulate);
        onResults.stream()
                .filter(each -> own.contains(each.getPatternVariable()))
                .forEach(each -> Alignment.flatten(each.getConstraint(), compiled));
        return new Count(inner, accumulate, Alignment.of(written, compiled));
    }

    /** What an accumulate or a groupby gives to the rest of its rule. */
    static Set<Variable<?>> results(AccumulatePattern<?> accumulate) {
        Set<Variable<?>> found = new HashSet<>();
        for (AccumulateFunction each : accumulate.getAccumulateFunctions()) {
            found.add(each.getResult());
        }
        if (accumulate instanceof GroupByPattern<?, ?> grouping) {
            found.add(grouping.getVarKey());
        }
        return found;
    }
}
