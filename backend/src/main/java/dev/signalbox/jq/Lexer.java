package dev.signalbox.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a jq expression into tokens, as far as it takes to see which functions and variables it names. */
final class Lexer {

    /**
     * @param text of a name without its sign
     * @param at index in the expression
     */
    record Token(Kind kind, String text, int at) {}

    enum Kind {
        NAME,
        FIELD,
        VARIABLE,
        FORMAT,
        LITERAL,
        SIGN
    }

    private static final Pattern NEXT = Pattern.compile(
            "\\s+|#[^\\n]*"
                    + "|(?<variable>\\$[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<field>\\.[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<format>@[A-Za-z0-9]+)"
                    + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<literal>[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?)"
                    + "|(?<sign>.)",
            Pattern.DOTALL);

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        int unused = lexer.read(0, false);
        return lexer.tokens;
    }

    /** Reads to the end, or to the parenthesis that ends an interpolation; gives the index after it. */
    private int read(int from, boolean inside) {
        int depth = 0;
        int at = from;
        Matcher matcher = NEXT.matcher(text);
        while (at < text.length() && matcher.find(at)) {
            char first = text.charAt(at);
            if (first == '"') {
                at = string(at);
                continue;
            }
            if (inside && first == ')' && depth == 0) {
                return at + 1;
            }
            depth += first == '(' ? 1 : first == ')' ? -1 : 0;
            add(matcher, at);
            at = matcher.end();
        }
        return at;
    }

    private int string(int from) {
        tokens.add(new Token(Kind.LITERAL, "\"", from));
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.startsWith("\\(", at)) {
                tokens.add(new Token(Kind.SIGN, "(", at + 1));
                at = read(at + 2, true);
                tokens.add(new Token(Kind.SIGN, ")", at - 1));
            } else {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        return at + 1;
    }

    private void add(Matcher matcher, int at) {
        for (Kind kind : Kind.values()) {
            String part = matcher.group(kind.name().toLowerCase(Locale.ROOT));
            if (part != null) {
                boolean signed = kind == Kind.VARIABLE || kind == Kind.FIELD;
                tokens.add(new Token(kind, signed ? part.substring(1) : part, at));
            }
        }
    }
}
