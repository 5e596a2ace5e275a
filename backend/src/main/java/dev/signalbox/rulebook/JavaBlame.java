package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts messages about the generated Java of a rule to the words of its text. */
final class JavaBlame {

    private static final Pattern QUOTED = Pattern.compile("\\b(\\w+) cannot be resolved|method (\\w+)\\(|'(\\w+)'");

    private final Parsed parsed;
    private final Lines lines;
    private final RuleTree rule;

    JavaBlame(Parsed parsed, RuleTree rule) {
        this.parsed = parsed;
        this.rule = rule;
        this.lines = parsed.lines();
    }

    /** @param source what the compiler printed as the source of the generated class; empty when it did not */
    Diagnostic place(Compiler.Said said, String source) {
        String message = Message.firstLine(said.text());
        Spot spot = statement(said, source).or(() -> named(message)).orElseGet(() -> consequenceLine(1, 1));
        return Diagnostic.error(spot, "compile", message, null);
    }

    private Optional<Spot> statement(Compiler.Said said, String source) {
        int header = source.indexOf("package ");
        int then = thenOf();
        int end = Math.min(parsed.drl().length(), lines.index(rule.rule().getEndCharacter() + 1));
        return header < 0
                ? Optional.empty()
                : new JavaStatement(parsed.drl().substring(then + "then".length(), end), then + "then".length())
                        .find(source.substring(header), said.column())
                        .map(found -> lines.at(found.from(), found.to()));
    }

    private Optional<Spot> named(String message) {
        Matcher word = QUOTED.matcher(message);
        String name = word.find()
                ? Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("")
                : "";
        int from = lines.index(rule.rule().getStartCharacter());
        int to = Math.min(parsed.drl().length(), lines.index(rule.rule().getEndCharacter() + 1));
        Matcher match = Pattern.compile("(?<![\\w\"$])" + Pattern.quote(name) + "(?![\\w\"])")
                .matcher(parsed.drl())
                .region(from, to);
        return !name.isEmpty() && match.find() ? Optional.of(lines.at(match.start(), match.end())) : Optional.empty();
    }

    /** A line and column within the consequence, both from 1. */
    Spot consequenceLine(int line, int column) {
        int then = thenOf();
        Spot first = lines.at(then, then + 4);
        int target = first.line() - 1 + line;
        Spot there = lines.place(target - 1, Math.max(0, column - 1));
        return new Spot(there.line(), there.column(), there.length());
    }

    /** Index of the word {@code then} in the text. */
    private int thenOf() {
        int from = lines.index(rule.rule().getStartCharacter());
        int to = Math.min(parsed.drl().length(), lines.index(rule.rule().getEndCharacter() + 1));
        String body = String.valueOf(rule.rule().getConsequence()).strip();
        int at = body.isEmpty() ? -1 : parsed.drl().indexOf(body, from);
        int end = at < 0 || at > to ? to : at;
        int then = parsed.drl().lastIndexOf("then", end);
        return Math.max(from, then);
    }
}
