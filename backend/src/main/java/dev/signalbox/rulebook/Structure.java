package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Splits a rule text into its blocks, and finds the words between them that are missing or misspelt. */
final class Structure {

    private final List<Token> tokens;
    private final Findings findings;
    private final List<Block> blocks = new ArrayList<>();
    private int at;

    Structure(List<Token> tokens, Findings findings) {
        this.tokens = tokens;
        this.findings = findings;
    }

    List<Block> blocks() {
        while (at < tokens.size()) {
            int before = at;
            top(tokens.get(at));
            if (at == before) {
                at++;
            }
        }
        return blocks;
    }

    private void top(Token token) {
        String word = Vocabulary.TOP.contains(token.text()) ? token.text() : meant(token, Vocabulary.TOP);
        if (word != null && !word.equals(token.text()) && token.isWord()) {
            findings.error(token, misspelt(token, word));
        }
        if (word != null && token.isWord() && at + 1 < tokens.size() && nameless(token, word)) {
            findings.missing(token, " ", Said.of("missing-name", "behind " + word + " a name is missing", null));
        }
        if (token.is(";") || token.isOneOf(Vocabulary.ATTRIBUTES)) {
            skipLine();
        } else if (word == null || !token.isWord()) {
            findings.error(
                    token,
                    Said.of(
                            "stray-word",
                            "this does not belong here, between rules: " + token.text(),
                            "here stand package, import, global, declare, function, query and rule"));
            int from = at;
            skipToTop();
            add("stray", null, from, at);
        } else if (word.equals("rule") || word.equals("query")) {
            rule(word);
        } else if (word.equals("declare")) {
            declare();
        } else if (word.equals("function")) {
            function();
        } else {
            int from = at;
            skipLine();
            add("head", null, from, at);
        }
    }

    /** Whether what begins with this word goes on without a name. */
    private boolean nameless(Token token, String word) {
        Token next = tokens.get(at + 1);
        return (word.equals("rule") || word.equals("query"))
                ? isBehindName(next)
                : !findings.sameLine(token, next) && !word.equals("declare") && !word.equals("function");
    }

    /** Whether this stands behind the name of a rule, and is none. */
    static boolean isBehindName(Token token) {
        return token.is("when") || token.is("then") || token.is("@") || token.isOneOf(Vocabulary.ATTRIBUTES);
    }

    private void skipLine() {
        Token first = tokens.get(at++);
        while (at < tokens.size() && !first.is(";") && findings.sameLine(tokens.get(at - 1), tokens.get(at))) {
            first = tokens.get(at++);
        }
    }

    private void skipToTop() {
        do {
            at++;
        } while (at < tokens.size()
                && !(findings.startsLine(tokens.get(at)) && tokens.get(at).isOneOf(Vocabulary.TOP)));
    }

    private void add(String kind, @Nullable Token name, int from, int to) {
        blocks.add(new Block(
                kind,
                name,
                tokens.subList(from, to),
                List.of(),
                List.of(),
                tokens.get(from).from(),
                tokens.get(to - 1).to()));
    }

    private void declare() {
        int from = at++;
        while (at < tokens.size() && !tokens.get(at).is("end") && !isTop()) {
            at++;
        }
        if (at < tokens.size() && tokens.get(at).is("end")) {
            at++;
        } else {
            missingEnd("this declaration");
        }
        add("declare", null, from, at);
    }

    private void function() {
        int from = at++;
        int depth = 0;
        while (at < tokens.size() && !(isTop() && findings.startsLine(tokens.get(at)))) {
            Token token = tokens.get(at++);
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (depth == 0 && token.is("}")) {
                break;
            }
        }
        add("function", null, from, at);
    }

    private void missingEnd(String what) {
        findings.missing(
                tokens.get(at - 1),
                "\nend",
                Said.of("missing-end", what + " has no \"end\"", "write end in the line below"));
    }

    private void rule(String kind) {
        Sections sections = new Sections(tokens, at, findings);
        blocks.add(sections.read(kind));
        at = sections.end();
    }

    private boolean isTop() {
        return isTop(tokens, at, findings);
    }

    /** Whether a token begins another block, wherever it stands. */
    static boolean isTop(List<Token> tokens, int at, Findings findings) {
        Token token = tokens.get(at);
        boolean named = at + 1 < tokens.size() && tokens.get(at + 1).isText();
        boolean line = findings.startsLine(token);
        return (token.is("rule") || token.is("query"))
                ? named || line
                : line && (token.is("declare") || token.is("function") || token.is("import"));
    }

    static Said misspelt(Token token, String word) {
        return Said.of("misspelt", "\"" + token.text() + "\" should be \"" + word + '"', null)
                .fixedBy(word);
    }

    /** The word that somebody meant who wrote another one; null when it is none of these, or right. */
    static @Nullable String meant(Token token, List<String> words) {
        if (!token.isWord() || token.text().length() < 2 || words.contains(token.text())) {
            return null;
        }
        Optional<String> near = Spelling.nearest(token.text(), words);
        return near.orElse(null);
    }
}
