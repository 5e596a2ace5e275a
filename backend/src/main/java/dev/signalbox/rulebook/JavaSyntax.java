package dev.signalbox.rulebook;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.signalbox.rulebook.Findings.Said;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where the Java of a consequence cannot be read. */
final class JavaSyntax {

    private static final Pattern CAME = Pattern.compile("(?:Found|unexpected token:)\\s+\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private JavaSyntax() {}

    /** Whether a row of statements can be read; else the first word that does not fit has been found. */
    static boolean inOrder(List<Token> tokens, Findings findings) {
        if (tokens.isEmpty()) {
            return true;
        }
        Token first = tokens.get(0);
        String code = '{' + findings.between(first, tokens.get(tokens.size() - 1)) + '}';
        JavaParser parser =
                new JavaParser(new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17));
        ParseResult<BlockStmt> result = parser.parseBlock(code);
        Optional<Problem> problem = result.getProblems().stream().findFirst();
        problem.ifPresent(each -> told(each, code, tokens, findings));
        return problem.isEmpty();
    }

    private static void told(Problem problem, String code, List<Token> tokens, Findings findings) {
        Matcher came = CAME.matcher(problem.getMessage());
        String text = came.find() ? came.group(1).replace("\\\"", "\"") : "";
        int at = tokens.get(0).from() - 1 + index(problem, code);
        Token place = tokens.stream()
                .filter(each ->
                        each.from() >= at && (text.isEmpty() || each.text().equals(text)))
                .findFirst()
                .or(() ->
                        tokens.stream().filter(each -> each.text().equals(text)).findFirst())
                .orElse(tokens.get(tokens.size() - 1));
        findings.error(
                place,
                Said.of(
                        "consequence-syntax",
                        text.isEmpty()
                                ? "this cannot be read: " + Message.firstLine(problem.getMessage())
                                : "\"" + text + "\" cannot stand here",
                        "a consequence is made of Java statements, each with ; at its end"));
    }

    private static int index(Problem problem, String code) {
        Position begin = problem.getLocation()
                .map(TokenRange::getBegin)
                .flatMap(token -> token.getRange().map(range -> range.begin))
                .orElse(Position.HOME);
        return new Lines(code).start(begin.line) + begin.column - 1;
    }
}
