package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at the words of a text finds, in the order in which it was found. */
final class Findings {

    private final String text;
    private final Lines lines;
    private final List<Diagnostic> found = new ArrayList<>();

    Findings(String text) {
        this.text = text;
        this.lines = new Lines(text);
    }

    /** In words: what was wanted and what came, and what to do. */
    record Said(
            String code,
            String message,
            @Nullable String hint,
            @Nullable String fix) {

        static Said of(String code, String message, @Nullable String hint) {
            return new Said(code, message, hint, null);
        }

        Said fixedBy(@Nullable String text) {
            return new Said(code, message, hint, text);
        }
    }

    void error(int from, int to, Said said) {
        found.add(Diagnostic.error(lines.at(from, to), said.code(), said.message(), said.hint())
                .fixedBy(said.fix()));
    }

    void error(Token at, Said said) {
        error(at.from(), at.to(), said);
    }

    void warning(int from, int to, Said said) {
        found.add(Diagnostic.warning(lines.at(from, to), said.code(), said.message(), said.hint())
                .fixedBy(said.fix()));
    }

    /** Something belongs behind a token: the place is the one where it would stand. */
    void missing(Token behind, String what, Said said) {
        int at = behind.to();
        error(at, at + 1, at < text.length() ? said.fixedBy(what + text.charAt(at)) : said);
    }

    /** The text from one token to another. */
    String between(Token first, Token last) {
        return text.substring(first.from(), last.to());
    }

    int size() {
        return found.size();
    }

    boolean errorsSince(int size) {
        return found.subList(size, found.size()).stream().anyMatch(Diagnostic::isError);
    }

    List<Diagnostic> all() {
        return List.copyOf(found);
    }

    /** Whether a token is the first one of its line. */
    boolean startsLine(Token token) {
        int line = text.lastIndexOf('\n', token.from() - 1) + 1;
        return text.substring(line, token.from()).isBlank();
    }

    boolean sameLine(Token first, Token second) {
        return text.substring(first.to(), second.from()).indexOf('\n') < 0;
    }
}
