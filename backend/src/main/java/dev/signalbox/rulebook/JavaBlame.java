package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.rulebook.Findings.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts messages about generated Java to the words of the text. A consequence is generated word for word, and so is a
 * function; of a constraint the most is left.
 */
final class JavaBlame {

    private static final Pattern BODY = Pattern.compile("\\b(?:execute|test|apply|eval)\\([^{]*\\{");

    private static final Pattern FUNCTION = Pattern.compile("public static [\\w.<>\\[\\]]+ (\\w+)\\(");

    /** Less than this in common is chance. */
    private static final double ENOUGH = 0.3;

    private final Lines lines;
    private final List<Block> blocks;

    JavaBlame(Parsed parsed) {
        this.lines = parsed.lines();
        this.blocks = new Structure(Tokens.read(parsed.drl()).tokens(), new Findings(parsed.drl())).blocks();
    }

    /** A stretch of the text that Java may have been made of. */
    private record Part(Block block, List<Token> tokens) {}

    /** A diagnosis for each block that the message may be about; none when there is no such block. */
    List<Placed> place(Compiler.Said said) {
        int header = said.source().indexOf("package ");
        if (header < 0) {
            return List.of();
        }
        String source = said.source().substring(header);
        Matcher body = BODY.matcher(source);
        Optional<Part> function = body.find() ? Optional.empty() : function(source, said.column());
        if (function.isPresent()) {
            return List.of(new Placed(function.get().block(), diagnosis(function.get(), said, source)));
        }
        body.reset();
        List<Token> made =
                Tokens.read(body.find() ? source.substring(body.end()) : source).tokens();
        Map<Part, Double> scores = new HashMap<>();
        parts().forEach(part -> scores.put(part, likeness(part.tokens(), made)));
        double best = scores.values().stream().mapToDouble(each -> each).max().orElse(0);
        return best < ENOUGH
                ? List.of()
                : parts().filter(part -> scores.getOrDefault(part, 0.0) == best)
                        .map(part -> new Placed(part.block(), diagnosis(part, said, source)))
                        .toList();
    }

    record Placed(Block block, Diagnostic diagnosis) {}

    private Stream<Part> parts() {
        return blocks.stream()
                .flatMap(block -> block.isRule()
                        ? Stream.concat(Stream.of(new Part(block, block.rhs())), constraints(block))
                        : Stream.of(new Part(block, block.header())))
                .filter(part -> !part.tokens().isEmpty());
    }

    private static Stream<Part> constraints(Block rule) {
        List<Part> parts = new ArrayList<>();
        List<Token> tokens = rule.lhs();
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(",") || tokens.get(i).is(";") || tokens.get(i).isClass() || i + 1 == tokens.size()) {
                parts.add(new Part(rule, tokens.subList(start, i)));
                start = i + 1;
            }
        }
        return parts.stream();
    }

    /** How much two rows of words have in common, from 0 to 1. */
    private static double likeness(List<Token> mine, List<Token> made) {
        Map<String, Integer> left = new HashMap<>();
        made.forEach(token -> left.merge(token.text(), 1, Integer::sum));
        int common = 0;
        for (Token token : mine) {
            Integer count = left.get(token.text());
            if (count != null && count > 0) {
                left.put(token.text(), count - 1);
                common++;
            }
        }
        return 2.0 * common / (mine.size() + made.size());
    }

    private Diagnostic diagnosis(Part part, Compiler.Said said, String source) {
        int from = part.tokens().get(0).from();
        int to = part.tokens().get(part.tokens().size() - 1).to();
        Said words = JavaWords.of(
                Message.firstLine(said.text()),
                part.block().isRule() ? Scope.of(List.of()).of(part.block()).variables() : List.of());
        Spot spot = new JavaStatement(lines.text().substring(from, to), from)
                .find(source, said.column())
                .map(found -> lines.at(found.from(), found.to()))
                .orElseGet(() -> named(said.text(), part).orElseGet(() -> lines.at(from, to)));
        return Diagnostic.error(spot, words.code(), words.message(), words.hint())
                .fixedBy(words.fix());
    }

    private Optional<Spot> named(String message, Part part) {
        return part.tokens().stream()
                .filter(Token::isWord)
                .filter(token -> Pattern.compile("(?<![\\w$])" + Pattern.quote(token.text()) + "(?![\\w$])")
                        .matcher(message)
                        .find())
                .findFirst()
                .map(token -> lines.at(token.from(), token.to()));
    }

    /** A function becomes a method of the same name. */
    private Optional<Part> function(String source, int at) {
        Matcher head = FUNCTION.matcher(source);
        String name = "";
        while (head.find() && head.start() <= at) {
            name = head.group(1);
        }
        String wanted = name;
        return blocks.stream()
                .filter(block -> block.kind().equals("function"))
                .filter(block -> block.header().stream()
                        .takeWhile(token -> !token.is("("))
                        .anyMatch(token -> token.is(wanted)))
                .findFirst()
                .map(block -> new Part(block, block.header()));
    }
}
