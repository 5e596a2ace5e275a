package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts a rule or a query into its name, attributes, condition and consequence, and finds the words between them. */
final class Sections {

    private static final Set<String> DEED = Set.of("insert", "insertLogical", "modify", "update", "delete", "retract");

    private final List<Token> tokens;
    private final Findings findings;
    private int at;

    /** @param at index of the word that begins it */
    Sections(List<Token> tokens, int at, Findings findings) {
        this.tokens = tokens;
        this.at = at;
        this.findings = findings;
    }

    /** Index behind its last word, once it was read. */
    int end() {
        return at;
    }

    Block read(String kind) {
        int from = at++;
        Token name = at < tokens.size() && !Structure.isBehindName(tokens.get(at)) ? tokens.get(at++) : null;
        unquoted(name);
        int header = at;
        boolean query = kind.equals("query");
        boolean open = query || header();
        int lhs = at;
        int then = open ? lhs() : at;
        boolean acts = at < tokens.size() && !query && !tokens.get(at).is("end") && !isTop();
        at += acts && isThen(tokens.get(at)) ? 1 : 0;
        int rhs = at;
        int end = rhs();
        return new Block(
                kind,
                name,
                tokens.subList(header, headerEnd(header, lhs)),
                tokens.subList(Math.min(lhs, then), then),
                tokens.subList(Math.min(rhs, end), end),
                tokens.get(from).from(),
                tokens.get(at - 1).to());
    }

    /** A name of several words needs quotes. */
    private void unquoted(@Nullable Token name) {
        int last = at - 1;
        while (name != null
                && name.isWord()
                && at < tokens.size()
                && tokens.get(at).isWord()
                && findings.sameLine(name, tokens.get(at))
                && !isWhen(tokens.get(at))
                && !tokens.get(at).is("then")
                && !tokens.get(at).isOneOf(Vocabulary.ATTRIBUTES)) {
            last = at++;
        }
        if (name != null && tokens.get(last).from() > name.from()) {
            findings.error(
                    name.from(),
                    tokens.get(last).to(),
                    Said.of("unquoted", "a name of several words needs quotes", null)
                            .fixedBy('"' + findings.between(name, tokens.get(last)) + '"'));
        }
    }

    private int headerEnd(int header, int lhs) {
        return lhs > header && !tokens.get(lhs - 1).isOneOf(Vocabulary.ATTRIBUTES) && isWhen(tokens.get(lhs - 1))
                ? lhs - 1
                : lhs;
    }

    /** The word itself, or one that was told to be it. */
    private boolean isThen(Token token) {
        return token.is("then")
                || Structure.meant(token, List.of("then")) != null
                || (token.isWord() && follows("hub"));
    }

    private static boolean isWhen(Token token) {
        return token.is("when") || Structure.meant(token, List.of("when")) != null;
    }

    /** Goes behind {@code when}, or to where it should stand; whether there is a condition. */
    private boolean header() {
        int depth = 0;
        for (; at < tokens.size() && !isTop(); at++) {
            Token token = tokens.get(at);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth > 0 || token.closes()) {
                continue;
            }
            if (token.is("when")) {
                at++;
                return true;
            } else if (token.is("then") || token.is("end")) {
                return false;
            } else if (token.isWord() && !tokens.get(at - 1).is("@") && !isValue(token)) {
                String word = Structure.meant(token, List.of("when", "then"));
                if (word != null) {
                    findings.error(token, Structure.misspelt(token, word));
                    at += word.equals("when") ? 1 : 0;
                    return word.equals("when");
                }
                if (!attribute(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the word is an attribute, or should be one; else the condition has begun without its {@code when}. */
    private boolean attribute(Token token) {
        if (token.isOneOf(Vocabulary.ATTRIBUTES)) {
            return true;
        }
        String word = Structure.meant(token, Vocabulary.ATTRIBUTES);
        boolean condition = token.isVariable()
                || token.isClass()
                || token.isOneOf(Vocabulary.ELEMENTS)
                || (at + 1 < tokens.size() && tokens.get(at + 1).is("("));
        if (word != null && !condition) {
            findings.error(token, Structure.misspelt(token, word));
            return true;
        }
        findings.error(
                token,
                condition
                        ? Said.of("missing-when", "the condition begins here, and no \"when\" stands before it", null)
                                .fixedBy("when " + token.text())
                        : Said.of(
                                "stray-word",
                                "a rule has no attribute " + token.text(),
                                "there are salience, no-loop, enabled and others; then comes when"));
        return !condition;
    }

    /** Whether the word is what an attribute is set to. */
    private boolean isValue(Token token) {
        Token before = tokens.get(at - 1);
        return (before.isOneOf(Vocabulary.ATTRIBUTES) && findings.sameLine(before, token))
                || token.is("true")
                || token.is("false");
    }

    /** Goes to {@code then}, or to where it should stand; gives where the condition ends. */
    private int lhs() {
        int depth = 0;
        for (; at < tokens.size() && !isTop(); at++) {
            Token token = tokens.get(at);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (token.is("then")) {
                return at;
            } else if (token.is("end") && !previous().is(".")) {
                missingThen(token);
                return at;
            } else if (depth <= 0 && token.isWord() && !follows("(") && !follows(":") && !follows(".")) {
                if (Structure.meant(token, List.of("then")) != null
                        && !previous().is(":")) {
                    findings.error(token, Structure.misspelt(token, "then"));
                    return at;
                }
            } else if (isDeed(token)) {
                return deed(token);
            }
        }
        return at;
    }

    /** A consequence begins without its word, or with another one. */
    private int deed(Token token) {
        Token before = previous();
        boolean wrong = before.isWord() && !before.is("when") && findings.sameLine(before, token);
        if (wrong) {
            findings.error(before, Structure.misspelt(before, "then"));
            at--;
        } else {
            missingThen(token);
        }
        return at;
    }

    private void missingThen(Token token) {
        if (!blocksQuery()) {
            findings.error(
                    token,
                    Said.of("missing-then", "before this the word \"then\" is missing", null)
                            .fixedBy("then " + token.text()));
        }
    }

    private boolean blocksQuery() {
        for (int i = at; i >= 0; i--) {
            if (tokens.get(i).is("rule") || tokens.get(i).is("query")) {
                return tokens.get(i).is("query");
            }
        }
        return false;
    }

    /** Whether this can stand in a consequence only. */
    private boolean isDeed(Token token) {
        return (token.is("hub") && follows(".")) || (findings.startsLine(token) && token.isOneOf(DEED) && follows("("));
    }

    private boolean follows(String sign) {
        return at + 1 < tokens.size() && tokens.get(at + 1).is(sign);
    }

    private Token previous() {
        return tokens.get(at - 1);
    }

    /** Goes behind {@code end}, or to where it should stand; gives where the consequence ends. */
    private int rhs() {
        for (; at < tokens.size() && !isTop(); at++) {
            Token token = tokens.get(at);
            if (token.is("end") && !previous().is(".")) {
                return at++;
            }
            if (token.isWord() && isLastWord() && Structure.meant(token, List.of("end")) != null) {
                findings.error(token, Structure.misspelt(token, "end"));
                return at++;
            }
        }
        missingEnd("this rule");
        return at;
    }

    /** Whether it stands alone in its line, and another block or nothing follows. */
    private boolean isLastWord() {
        Token token = tokens.get(at);
        if (!findings.startsLine(token)) {
            return false;
        }
        return at + 1 == tokens.size()
                || (!findings.sameLine(token, tokens.get(at + 1))
                        && tokens.get(at + 1).isOneOf(Vocabulary.TOP));
    }

    private boolean isTop() {
        return Structure.isTop(tokens, at, findings);
    }

    private void missingEnd(String what) {
        findings.missing(
                tokens.get(at - 1),
                "\nend",
                Said.of("missing-end", what + " has no \"end\"", "write end in the line below"));
    }
}
