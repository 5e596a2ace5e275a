package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the bracket that is missing or too many in a condition, a consequence or a function. */
final class Brackets {

    private static final Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "{", "}");
    private static final Set<String> GROUPS = Set.of("not", "exists", "accumulate", "acc", "groupby", "forall");

    /** The compiler of the engine takes twice as long for each that stands within another one in a condition. */
    private static final int DEEPEST = 12;

    private static final int DEEPEST_IN_JAVA = 100;

    private final List<Token> tokens;
    private final Findings findings;
    private final boolean java;
    private final Deque<Integer> open = new ArrayDeque<>();

    private Brackets(List<Token> tokens, boolean java, Findings findings) {
        this.tokens = tokens;
        this.java = java;
        this.findings = findings;
    }

    /** Whether all brackets are in order; else what is wrong has been found. */
    static boolean inOrder(List<Token> tokens, boolean java, Findings findings) {
        int before = findings.size();
        new Brackets(tokens, java, findings).check();
        return findings.size() == before;
    }

    private void check() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.opens()) {
                if (patternInPattern(i)) {
                    return;
                }
                open.push(i);
                if (open.size() > (java ? DEEPEST_IN_JAVA : DEEPEST)) {
                    tooDeep(token);
                    return;
                }
            } else if (token.closes()) {
                if (!closes(token)) {
                    return;
                }
            } else if (java && token.is(";") && statementEnds(i)) {
                return;
            } else if (!java && patternInPattern(i)) {
                return;
            }
        }
        if (!open.isEmpty()) {
            unclosed();
        }
    }

    private void tooDeep(Token token) {
        findings.error(
                token,
                Said.of(
                        "too-deep",
                        "brackets stand within brackets " + open.size() + " deep; at most "
                                + (java ? DEEPEST_IN_JAVA : DEEPEST) + " can be compiled in a short time",
                        "take out those that are not needed, or put a part into a function"));
    }

    private boolean closes(Token token) {
        if (open.isEmpty()) {
            findings.error(
                    token,
                    Said.of("stray-bracket", "this closes nothing: " + token.text(), "take it out, or open it before")
                            .fixedBy(""));
            return false;
        }
        String wanted = CLOSING.getOrDefault(tokens.get(open.peek()).text(), "");
        if (token.is(wanted)) {
            open.pop();
            return true;
        }
        boolean deeper = open.stream()
                .anyMatch(each -> token.is(CLOSING.getOrDefault(tokens.get(each).text(), "")));
        if (deeper) {
            missing(tokens.get(tokens.indexOf(token) - 1), wanted);
        } else {
            findings.error(
                    token,
                    Said.of(
                                    "stray-bracket",
                                    "this closes a bracket that was not opened: " + token.text() + ", wanted is "
                                            + wanted,
                                    null)
                            .fixedBy(wanted));
        }
        return false;
    }

    /** A statement cannot end within round brackets, but for those of a loop. */
    private boolean statementEnds(int at) {
        if (open.isEmpty() || !tokens.get(open.peek()).is("(")) {
            return false;
        }
        int opened = open.peek();
        if (opened > 0
                && (tokens.get(opened - 1).is("for") || tokens.get(opened - 1).is("try"))) {
            return false;
        }
        missing(tokens.get(at - 1), ")");
        return true;
    }

    /** A pattern cannot stand within another one: the first was not closed. */
    private boolean patternInPattern(int at) {
        Token token = tokens.get(at);
        if (java || open.isEmpty() || at == 0 || !findings.startsLine(token) || !begins(at)) {
            return false;
        }
        int opened = open.peek();
        if (opened == 0 || !tokens.get(opened - 1).isClass()) {
            return false;
        }
        missing(tokens.get(at - 1), ")");
        return true;
    }

    private boolean begins(int at) {
        Token token = tokens.get(at);
        int named =
                token.isWord() && at + 2 < tokens.size() && tokens.get(at + 1).is(":") ? at + 2 : at;
        boolean pattern = named + 1 < tokens.size()
                && tokens.get(named).isClass()
                && tokens.get(named + 1).is("(");
        return pattern || token.isOneOf(GROUPS);
    }

    private void unclosed() {
        int opened = open.peek();
        for (int i = 1; !java && i + 2 < tokens.size(); i++) {
            Token after = tokens.get(i + 2);
            boolean accessor = tokens.get(i).is("(")
                    && tokens.get(i + 1).isText()
                    && Vocabulary.ACCESSORS.containsKey(tokens.get(i - 1).text());
            if (accessor && (after.isOneOf(Vocabulary.COMPARISONS) || after.isOneOf(Vocabulary.OPERATORS))) {
                missing(tokens.get(i + 1), ")");
                return;
            }
        }
        if (tokens.get(opened).is("{")) {
            findings.error(
                    tokens.get(opened),
                    Said.of("unclosed", "this bracket is never closed", "write } where the block ends"));
        } else {
            missing(
                    tokens.get(tokens.size() - 1),
                    CLOSING.getOrDefault(tokens.get(opened).text(), ")"));
        }
    }

    private void missing(Token behind, String bracket) {
        findings.missing(
                behind,
                bracket,
                Said.of(
                        "unclosed",
                        "here a " + bracket + " is missing",
                        "each bracket that opens needs one that closes it"));
    }
}
