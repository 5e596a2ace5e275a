package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.rulebook.RuleTree.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.GroupByDescr;

/** What compiles, and yet does not do what its author means. */
final class Lints {

    private static final Pattern TYPE_FIRST =
            Pattern.compile("^\\s*(\\$?\\w+\\s*:\\s*)?type\\s*(==\\s*\"|in\\s*\\()[^|]*$");
    private static final Pattern TYPE_NUMBER = Pattern.compile("\\btype\\s*(==|!=|[<>]=?)\\s*-?\\d+");
    private static final Pattern TYPE_ORDER = Pattern.compile("\\btype\\s*[<>]=?");
    private static final Pattern DIFFERS = Pattern.compile(
            "(?<![\\w.$])((?:str|num|dec|bool|time)\\s*\\(\\s*(\"[^\"]*\")\\s*\\))\\s*(?:!=(?!\\s*null)|not\\s+(?:in|matches|contains)\\b)");
    private static final Pattern STR_OPERATOR = Pattern.compile("str\\s*\\[\\s*\\w+\\s*]");
    private static final Pattern KEY = Pattern.compile("\\b(str|dec|time|num)\\s*\\(\\s*(\"[^\"]*\")\\s*\\)");

    private final Lines lines;
    private final Parsed parsed;
    private final List<Diagnostic> found = new ArrayList<>();

    Lints(Parsed parsed) {
        this.parsed = parsed;
        this.lines = parsed.lines();
    }

    List<Diagnostic> check() {
        parsed.rules().forEach(rule -> {
            rule.patterns().stream().filter(Found::isEvent).forEach(this::pattern);
            rule.grouped().forEach(group -> group(rule, group));
            unbounded(rule);
        });
        found.addAll(new FactLints(parsed).check());
        return found;
    }

    private void pattern(Found event) {
        List<ExprConstraintDescr> constraints = event.constraints();
        constraints.forEach(each -> constraint(event, each));
        if (constraints.isEmpty()
                || !TYPE_FIRST.matcher(constraints.get(0).getExpression()).find()) {
            BaseDescr place = constraints.isEmpty() ? event.pattern() : constraints.get(0);
            found.add(Diagnostic.warning(
                    lines.spot(place),
                    "type-first",
                    "the first constraint of an Event should be its type: every rule without it is tried on every event",
                    "Event( type == \"...\", ... )"));
        }
    }

    /** What is missing differs from everything. */
    private void missing(Found event, ExprConstraintDescr constraint, String text) {
        Matcher differs = DIFFERS.matcher(text);
        while (differs.find()) {
            String path = differs.group(2);
            boolean asked = event.constraints().stream()
                    .anyMatch(each -> each.getExpression().replaceAll("\\s", "").contains("has(" + path + ')'));
            if (!asked) {
                found.add(Diagnostic.info(
                        lines.word(constraint, differs.group(1)),
                        "true-when-missing",
                        "this is true as well when there is no " + path,
                        "add has(" + path + ") when it must be there"));
            }
        }
    }

    private void constraint(Found event, ExprConstraintDescr constraint) {
        String text = constraint.getExpression();
        if (TYPE_NUMBER.matcher(text).find() || TYPE_ORDER.matcher(text).find()) {
            found.add(Diagnostic.error(
                    lines.spot(constraint),
                    "type-number",
                    "type is a text and is compared as one: " + text,
                    "compare it with a text: type == \"order.placed\"; a number is read with num(\"path\")"));
        }
        missing(event, constraint, text);
        Matcher operator = STR_OPERATOR.matcher(text);
        if (operator.find()) {
            found.add(Diagnostic.error(
                    lines.word(constraint, "str["),
                    "str-operator",
                    operator.group() + " fails when the path is missing",
                    "write begins(\"path\", \"prefix\"), or str(\"path\") matches \".*\""));
        }
    }

    private void group(RuleTree rule, AccumulateDescr group) {
        boolean window = rule.patterns().stream()
                .flatMap(each -> each.pattern().getBehaviors().stream())
                .map(BehaviorDescr::getType)
                .anyMatch("window"::equals);
        boolean marker = rule.patterns().stream().anyMatch(each -> each.role().equals("not"));
        boolean trigger = rule.patterns().stream().anyMatch(each -> each.role().isEmpty());
        if (window && !marker && (group instanceof GroupByDescr || !trigger)) {
            found.add(Diagnostic.warning(
                    head(group),
                    "shrink-refire",
                    "this fires again when the window shrinks, without any new event",
                    "add a marker (not Alerted( .. )), or count with a trigger event: this before[0s, 5m] $e"));
        }
        if (window && trigger) {
            found.add(Diagnostic.warning(
                    head(group),
                    "window-refire",
                    "each new event fires this again for every older trigger that is still remembered",
                    "count what came before the trigger instead: this before[0s, 5m] $e"));
        }
        if (group instanceof GroupByDescr by) {
            nullGroup(rule, by);
        }
    }

    private void nullGroup(RuleTree rule, GroupByDescr group) {
        String whole = String.valueOf(parsed.drl())
                .substring(
                        lines.index(rule.rule().getStartCharacter()),
                        lines.index(rule.rule().getEndCharacter()));
        String key = String.valueOf(group.getGroupingFunction());
        Matcher bound = Pattern.compile(Pattern.quote(key) + "\\s*:\\s*(\\w+\\s*\\(\\s*\"[^\"]*\"\\s*\\))")
                .matcher(whole);
        Matcher path = KEY.matcher(key.startsWith("$") && bound.find() ? bound.group(1) : key);
        if (path.find() && !whole.contains("has(" + path.group(2)) && !whole.contains("has( " + path.group(2))) {
            found.add(Diagnostic.warning(
                    head(group),
                    "null-group",
                    "events without " + path.group(2) + " are grouped together, under null",
                    "add has(" + path.group(2) + ") to the pattern"));
        }
    }

    private Spot head(BaseDescr node) {
        Spot spot = lines.spot(node);
        return new Spot(spot.line(), spot.column(), Math.min(spot.length(), "accumulate".length()));
    }

    private void unbounded(RuleTree rule) {
        List<Found> events = rule.patterns().stream().filter(Found::isEvent).toList();
        boolean bounded = rule.rule().hasAnnotation("retain")
                || rule.patterns().stream()
                        .anyMatch(each -> !Shapes.temporal(each).isZero());
        if (events.size() > 1 && !bounded) {
            found.add(Diagnostic.warning(
                    lines.spot(events.get(1).pattern()),
                    "no-time-bound",
                    "this joins events without a limit in time: they are remembered for " + Shapes.UNBOUNDED.toHours()
                            + " hours",
                    "add this after[0s, 30m] $other, or annotate the rule with @retain( 24h )"));
        }
    }
}
