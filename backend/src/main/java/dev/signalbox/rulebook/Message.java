package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.words.Nearest;
import java.util.ArrayList;
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
    private static final Pattern CONSEQUENCE =
            Pattern.compile("Unable to parse consequence.*?\\(line (\\d+),col (\\d+)\\) (.*?)(\\R|$)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("([A-Za-z_$][\\w$]*)");

    private static final List<String> ACCESSORS = List.of(
            "num", "dec", "str", "bool", "has", "starts", "list", "time", "type", "source", "subject", "id", "key",
            "at");

    private final Parsed parsed;
    private final Lines lines;
    private final RuleTree rule;

    Message(Parsed parsed, RuleTree rule) {
        this.parsed = parsed;
        this.rule = rule;
        this.lines = parsed.lines();
    }

    List<Diagnostic> place(List<Compiler.Said> messages) {
        List<Diagnostic> placed = new ArrayList<>();
        String source = messages.stream()
                .filter(Compiler.Said::isSource)
                .map(Compiler.Said::text)
                .findFirst()
                .orElse("");
        messages.stream().filter(said -> !said.isSource()).forEach(said -> placed.add(one(said, source)));
        return placed;
    }

    private Diagnostic one(Compiler.Said said, String source) {
        String text = said.text();
        return unknownClass(text)
                .or(() -> unknownMethod(text))
                .or(() -> leftPart(text))
                .or(() -> expression(text))
                .or(() -> consequence(text))
                .orElseGet(() -> new JavaBlame(parsed, rule).place(said, source));
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

    private Optional<Diagnostic> consequence(String text) {
        Matcher match = CONSEQUENCE.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        int line = Integer.parseInt(match.group(1));
        Spot spot = new JavaBlame(parsed, rule).consequenceLine(line, Integer.parseInt(match.group(2)));
        return Optional.of(Diagnostic.error(spot, "consequence-syntax", firstLine(match.group(3)), null));
    }

    private Stream<ExprConstraintDescr> constraints() {
        Stream<ExprConstraintDescr> ofPatterns = rule.patterns().stream().flatMap(each -> each.constraints().stream());
        Stream<ExprConstraintDescr> ofResults = rule.rule().getLhs().getDescrs().stream()
                .filter(PatternDescr.class::isInstance)
                .flatMap(each -> new RuleTree.Found((PatternDescr) each, "").constraints().stream());
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
