package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * A rule's tree laid flat: its patterns in the order of the text, each with the element that holds it.
 *
 * @param grouped the accumulate and groupby elements
 * @param sources elements that rules may not use or that need a look: {@code from}, entry points, eval
 */
record RuleTree(RuleDescr rule, List<Found> patterns, List<AccumulateDescr> grouped, List<BaseDescr> sources) {

    /**
     * @param role as in {@link dev.signalbox.flow.match.RuleShape.PatternShape}
     * @param results what constrains the results of the accumulate that begins with this pattern; null for none
     */
    record Found(
            PatternDescr pattern, String role, @Nullable PatternDescr results) {

        boolean isEvent() {
            return "Event".equals(pattern.getObjectType())
                    || "dev.signalbox.event.Event".equals(pattern.getObjectType());
        }

        List<ExprConstraintDescr> constraints() {
            return constraints(pattern);
        }

        /** Constraints on what is counted. */
        List<ExprConstraintDescr> ofResults() {
            return results == null ? List.of() : constraints(results);
        }

        private static List<ExprConstraintDescr> constraints(PatternDescr of) {
            return of.getDescrs().stream()
                    .filter(ExprConstraintDescr.class::isInstance)
                    .map(ExprConstraintDescr.class::cast)
                    .toList();
        }
    }

    static RuleTree of(RuleDescr rule) {
        RuleTree tree = new RuleTree(rule, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (rule.getLhs() != null) {
            tree.walk(rule.getLhs(), "");
        }
        return tree;
    }

    private void walk(BaseDescr node, String role) {
        if (node instanceof PatternDescr pattern) {
            pattern(pattern, role);
        } else if (node instanceof AccumulateDescr accumulate) {
            grouped.add(accumulate);
            walk(accumulate.getInput(), accumulate instanceof GroupByDescr ? "groupby" : "accumulate");
        } else if (node instanceof CollectDescr collect) {
            walk(collect.getInputPattern(), "collect");
        } else if (node instanceof ConditionalElementDescr element && !isSource(node)) {
            walkAll(element.getDescrs(), role(node, role));
        } else {
            sources.add(node);
        }
    }

    private static boolean isSource(BaseDescr node) {
        return node instanceof org.drools.drl.ast.descr.FromDescr || node instanceof EvalDescr;
    }

    private void walkAll(List<? extends BaseDescr> nodes, String role) {
        nodes.forEach(node -> walk(node, role));
    }

    private void pattern(PatternDescr pattern, String role) {
        boolean grouping =
                pattern.getSource() instanceof AccumulateDescr || pattern.getSource() instanceof CollectDescr;
        if (!grouping) {
            patterns.add(new Found(pattern, role, null));
        }
        int first = patterns.size();
        if (pattern.getSource() != null) {
            walk(pattern.getSource(), role);
        }
        if (grouping && first < patterns.size()) {
            Found source = patterns.get(first);
            patterns.set(first, new Found(source.pattern(), source.role(), pattern));
        }
    }

    private static String role(BaseDescr node, String outer) {
        if (node instanceof NotDescr) {
            return "not";
        }
        if (node instanceof ExistsDescr) {
            return "exists";
        }
        return node instanceof ForallDescr ? "forall" : outer;
    }
}
