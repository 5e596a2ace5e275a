package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.words.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/** Messages of the compiler about one rule, put to the constraint, pattern or line of the consequence they mean. */
final class Message {

    private static final Pattern CLASS = Pattern.compile("Unable to find class:? '?([\\w.$]+)'?");
    private static final Pattern METHOD =
            Pattern.compile("Method (\\w+) on class ([\\w.$]+) with arguments \\[(.*?)] is missing");
    private static final Pattern LEFT = Pattern.compile("Unable to parse left part of expression: (.*)");
    private static final Pattern EXPRESSION = Pattern.compile("Unable to Analyse Expression (.*?):?\\s*(\\R|$)");
    private static final Pattern FIELD = Pattern.compile("Unknown field (\\w+) on class ([\\w.$]+)");
    private static final Pattern WORD = Pattern.compile("([A-Za-z_$][\\w$]*)");

    private static final List<String> ACCESSORS = List.of(
            "num", "dec", "str", "bool", "has", "begins", "list", "time", "type", "source", "subject", "id", "key",
            "at");

    private final Parsed parsed;
    private final Lines lines;
    private final RuleTree rule;

    Message(Parsed parsed, RuleTree rule) {
        this.parsed = parsed;
        this.rule = rule;
        this.lines = parsed.lines();
    }

    Diagnostic place(Compiler.Said said) {
        String text = said.text();
        return unknownClass(text)
                .or(() -> unknownMethod(text))
                .or(() -> leftPart(text))
                .or(() -> unknownField(text))
                .or(() -> expression(text))
                .or(() -> accumulated(text))
                .orElseGet(() -> Diagnostic.error(head(), "compile", firstLine(text), null));
    }

    /** Whether the words that the message quotes stand in the condition of this rule. */
    boolean isAbout(Compiler.Said said) {
        String text = said.text();
        return Stream.of(CLASS, LEFT, EXPRESSION)
                        .map(pattern -> pattern.matcher(text))
                        .filter(Matcher::find)
                        .findFirst()
                        .map(match -> mentions(match.group(1)))
                        .orElse(false)
                || Stream.of(METHOD, FIELD)
                        .map(pattern -> pattern.matcher(text))
                        .filter(Matcher::find)
                        .findFirst()
                        .map(match -> constraint(match.group(1)).isPresent())
                        .orElse(false);
    }

    private boolean mentions(String expression) {
        String wanted = bare(expression.replace("_this.", ""));
        return rule.patterns().stream()
                        .anyMatch(each -> wanted.equals(each.pattern().getObjectType()))
                || constraints().anyMatch(each -> bare(each.getExpression()).contains(wanted));
    }

    /** The first constraint that has a word. */
    private Optional<ExprConstraintDescr> constraint(String word) {
        Pattern whole = Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])");
        return constraints()
                .filter(each -> whole.matcher(each.getExpression()).find())
                .findFirst();
    }

    private Spot head() {
        return lines.word(rule.rule(), rule.rule().getName());
    }

    private Optional<Diagnostic> unknownField(String text) {
        Matcher match = FIELD.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        String type = match.group(2).substring(match.group(2).lastIndexOf('.') + 1);
        Spot spot = constraint(match.group(1)).map(each -> lines.spot(each)).orElseGet(this::head);
        return Optional.of(
                Diagnostic.error(spot, "unknown-field", "a value of type " + type + " has no " + match.group(1), null));
    }

    private Optional<Diagnostic> unknownClass(String text) {
        Matcher match = CLASS.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        String name = match.group(1);
        Spot spot = rule.patterns().stream()
                .map(RuleTree.Found::pattern)
                .filter(pattern -> name.equals(pattern.getObjectType()))
                .findFirst()
                .map(pattern -> lines.word(pattern, name))
                .orElseGet(() -> lines.word(rule.rule(), name));
        List<String> known = Stream.concat(
                        Stream.of("Event"),
                        parsed.tree().getClassAndEnumDeclarationDescrs().stream()
                                .map(type -> type.getTypeName()))
                .toList();
        Optional<String> near = Nearest.to(name, known);
        return Optional.of(Diagnostic.error(
                        spot,
                        "unknown-class",
                        "there is no class " + name + meant(near),
                        near.isPresent() ? null : "a pattern is an Event or a type that the pack declares")
                .fixedBy(near.orElse(null)));
    }

    private Optional<Diagnostic> unknownMethod(String text) {
        Matcher match = METHOD.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        String name = match.group(1);
        String type = match.group(2).substring(match.group(2).lastIndexOf('.') + 1);
        Spot spot = constraints()
                .filter(each -> Pattern.compile("\\b" + name + "\\s*\\(")
                        .matcher(each.getExpression())
                        .find())
                .findFirst()
                .map(each -> lines.word(each, name))
                .orElseGet(() -> lines.word(rule.rule(), name));
        Optional<String> near = type.equals("Event") ? Nearest.to(name, ACCESSORS) : Optional.empty();
        String hint =
                ACCESSORS.contains(name) ? "its arguments are (" + match.group(3) + "); a path is one text" : null;
        return Optional.of(Diagnostic.error(spot, "unknown-method", type + " has no method " + name + meant(near), hint)
                .fixedBy(near.filter(each -> !each.equals(name)).orElse(null)));
    }

    private Optional<Diagnostic> leftPart(String text) {
        Matcher match = LEFT.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        String expression = match.group(1).strip();
        String bare = bare(expression);
        Optional<ExprConstraintDescr> constraint = constraints()
                .filter(each -> bare(each.getExpression()).contains(bare))
                .findFirst();
        Matcher word = WORD.matcher(expression);
        String name = word.find() ? word.group(1) : expression;
        Optional<String> near = Nearest.to(name, ACCESSORS);
        BaseDescr place = constraint.<BaseDescr>map(each -> each).orElse(rule.rule());
        return Optional.of(Diagnostic.error(
                        lines.word(place, name),
                        "unknown-field",
                        "an Event has no " + name + ": " + expression + meant(near),
                        "data is read by its path: num(\"" + name + "\"), str(\"" + name + "\")")
                .fixedBy(near.orElse(null)));
    }

    private Optional<Diagnostic> expression(String text) {
        Matcher match = EXPRESSION.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        String expression = match.group(1).replace("_this.", "").strip();
        Spot spot = constraints()
                .filter(each -> bare(each.getExpression()).contains(bare(expression)))
                .findFirst()
                .map(lines::spot)
                .orElseGet(() -> lines.spot(rule.rule()));
        return Optional.of(Diagnostic.error(
                spot,
                "expression",
                "this cannot be understood: " + expression,
                "a text needs quotes: \"DE\"; a variable needs its $"));
    }

    private Optional<Diagnostic> accumulated(String text) {
        return text.contains("Root node of expression should be a declaration")
                        && !rule.grouped().isEmpty()
                ? Optional.of(Diagnostic.error(
                        lines.word(rule.grouped().get(0), "accumulate"),
                        "accumulate",
                        "a function of an accumulate begins with a variable, not with a call",
                        "bind the call in the pattern and take the variable: Event( .., $x : call(..) ); sum( $x )"))
                : Optional.empty();
    }

    private Stream<ExprConstraintDescr> constraints() {
        Stream<ExprConstraintDescr> ofPatterns = rule.patterns().stream().flatMap(each -> each.constraints().stream());
        Stream<ExprConstraintDescr> ofResults = rule.rule().getLhs().getDescrs().stream()
                .filter(PatternDescr.class::isInstance)
                .flatMap(each -> new RuleTree.Found((PatternDescr) each, "", null).constraints().stream());
        return Stream.concat(ofPatterns, ofResults);
    }

    private static String meant(Optional<String> near) {
        return near.map(each -> " - did you mean " + each + "?").orElse("");
    }

    static String bare(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s", "");
    }

    static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }
}
