package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/*
 * The parser of the engine gives up where it cannot go on, and that is often far from the mistake. So a text is first read
 * as a row of words and signs, which works for half-written rules too.
 */
/** A rule text as words and signs, with what was opened in it and never closed. */
final class Tokens {

    private static final List<String> SIGNS =
            List.of("==", "!=", "<=", ">=", "&&", "||", "->", "::", "!.", "++", "--", "+=", "-=", "*=", "/=");

    /** Errors of these codes make all that follows them unreadable. */
    private final List<Diagnostic> problems = new ArrayList<>();

    private final String text;
    private final Lines lines;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
        this.lines = new Lines(text);
    }

    /** A text with its tokens. */
    record Read(List<Token> tokens, List<Diagnostic> problems) {}

    static Read read(String text) {
        Tokens reader = new Tokens(text);
        while (reader.at < text.length()) {
            reader.next();
        }
        return new Read(List.copyOf(reader.tokens), List.copyOf(reader.problems));
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("//", at)) {
            at = endOfLine();
        } else if (text.startsWith("/*", at)) {
            comment();
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (Character.isDigit(c)) {
            number();
        } else if (Character.isJavaIdentifierStart(c)) {
            word();
        } else {
            String sign = SIGNS.stream()
                    .filter(each -> text.startsWith(each, at))
                    .findFirst()
                    .orElse(Character.toString(c));
            add(Kind.SIGN, at + sign.length());
        }
    }

    private void comment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            problems.add(Diagnostic.error(
                    lines.at(at, at + 2),
                    "open-comment",
                    "this comment has no end: all that follows belongs to it",
                    "write */ where it ends"));
        }
        at = end < 0 ? text.length() : end + 2;
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' && end + 1 < text.length() && text.charAt(end + 1) != '\n' ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) == '\n') {
            open(quote, Math.min(end, text.length()));
            add(Kind.TEXT, Math.min(end, text.length()));
        } else {
            add(Kind.TEXT, end + 1);
        }
    }

    /** A quote at the end of a word closes what was not opened. */
    private void open(char quote, int end) {
        int begin = at;
        while (begin > 0 && (Character.isJavaIdentifierPart(text.charAt(begin - 1)) || text.charAt(begin - 1) == '.')) {
            begin--;
        }
        problems.add(
                begin < at
                        ? Diagnostic.error(lines.at(begin, at + 1), "open-text", "this text has no opening quote", null)
                                .fixedBy(quote + text.substring(begin, at + 1))
                        : Diagnostic.error(
                                lines.at(at, end),
                                "open-text",
                                "this text has no closing quote in its line",
                                "write " + quote + " where it ends"));
    }

    private void number() {
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || isPoint(end))) {
            end++;
        }
        add(Kind.NUMBER, end);
    }

    private boolean isPoint(int index) {
        return text.charAt(index) == '.' && index + 1 < text.length() && Character.isDigit(text.charAt(index + 1));
    }

    private void word() {
        int end = at;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        // An attribute has dashes in its name, where elsewhere that is a subtraction.
        for (String dashed : Vocabulary.DASHED) {
            if (text.startsWith(dashed, at)) {
                end = at + dashed.length();
            }
        }
        add(Kind.WORD, end);
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end));
        at = end;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
