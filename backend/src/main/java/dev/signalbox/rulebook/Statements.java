package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds the semicolon that is missing behind a statement of a consequence or a function. */
final class Statements {

    private static final Set<String> HEADS = Set.of("if", "for", "while", "switch", "catch", "synchronized", "try");
    private static final Set<String> OPEN_WORDS = Set.of(
            "else",
            "do",
            "try",
            "finally",
            "return",
            "new",
            "throw",
            "case",
            "final",
            "instanceof",
            "static",
            "default");
    private static final Set<String> GOES_ON = Set.of("instanceof", "else", "while", "catch", "finally");

    private final List<Token> tokens;
    private final Findings findings;
    private final Deque<Integer> open = new ArrayDeque<>();

    private Statements(List<Token> tokens, Findings findings) {
        this.tokens = tokens;
        this.findings = findings;
    }

    static void check(List<Token> tokens, Findings findings) {
        new Statements(tokens, findings).check();
    }

    private void check() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.opens()) {
                open.push(i);
                continue;
            }
            boolean head = token.is(")") && isHead(open.isEmpty() ? 0 : open.peek());
            boolean call = token.is(")") && isCall(open.isEmpty() ? 0 : open.peek());
            if (token.closes() && !open.isEmpty()) {
                open.pop();
            }
            boolean statement = open.isEmpty() || tokens.get(open.peek()).is("{");
            if (statement && !head && ends(token) && !goesOn(i, call)) {
                findings.missing(token, ";", Said.of("missing-semicolon", "this statement has no ; at its end", null));
                return;
            }
        }
    }

    private boolean isHead(int opened) {
        return opened > 0 && tokens.get(opened - 1).isOneOf(HEADS);
    }

    private boolean isCall(int opened) {
        return opened > 0 && tokens.get(opened - 1).isWord();
    }

    /** Whether a statement can end with this. */
    private static boolean ends(Token token) {
        return token.is(")")
                || token.is("]")
                || token.isText()
                || token.isNumber()
                || (token.isWord() && !token.isOneOf(OPEN_WORDS));
    }

    private boolean goesOn(int at, boolean call) {
        if (at + 1 == tokens.size()) {
            return false;
        }
        Token token = tokens.get(at);
        Token next = tokens.get(at + 1);
        if (findings.sameLine(token, next)) {
            return !(call && next.isWord() && !next.isOneOf(GOES_ON));
        }
        boolean begins = (next.isWord() && !next.isOneOf(GOES_ON)) || next.is("}");
        boolean type =
                token.isWord() && at + 2 < tokens.size() && tokens.get(at + 2).is("=");
        return !begins || type;
    }
}
