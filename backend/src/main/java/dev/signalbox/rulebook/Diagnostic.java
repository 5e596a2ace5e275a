package dev.signalbox.rulebook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.rulebook.Diagnostic.Spot;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a text of a pack, at its place.
 *
 * @param file such as {@code rules.drl} or {@code cases/late.case.yaml}
 * @param line from 1
 * @param column from 1
 * @param length characters that are meant, at least 1
 * @param severity {@code error}, {@code warning} or {@code info}; only errors stop an activation
 * @param code one word, the same for every finding of its kind
 * @param message what was wanted and what came
 * @param hint what to do
 * @param fix the text that should stand in the place of the marked one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Diagnostic(
        String file,
        int line,
        int column,
        int length,
        String severity,
        String code,
        String message,
        @Nullable String hint,
        @Nullable String fix) {

    static final String RULES = "rules.drl";

    static Diagnostic error(Spot spot, String code, String message, @Nullable String hint) {
        return new Diagnostic(RULES, spot.line(), spot.column(), spot.length(), "error", code, message, hint, null);
    }

    static Diagnostic warning(Spot spot, String code, String message, @Nullable String hint) {
        return new Diagnostic(RULES, spot.line(), spot.column(), spot.length(), "warning", code, message, hint, null);
    }

    /** Nothing is wrong, and yet an author may want to know. */
    static Diagnostic info(Spot spot, String code, String message, @Nullable String hint) {
        return new Diagnostic(RULES, spot.line(), spot.column(), spot.length(), "info", code, message, hint, null);
    }

    /** What another part of the hub found in one of a pack's texts. */
    public static Diagnostic of(String file, Spot spot, String severity, String code, String message) {
        return new Diagnostic(file, spot.line(), spot.column(), spot.length(), severity, code, message, null, null);
    }

    Diagnostic in(String other) {
        return new Diagnostic(other, line, column, length, severity, code, message, hint, fix);
    }

    /** The same about another place. A fix for this one is none for that. */
    Diagnostic at(String other, Spot spot) {
        return new Diagnostic(other, spot.line(), spot.column(), spot.length(), severity, code, message, hint, null);
    }

    public Diagnostic hinted(@Nullable String text) {
        return new Diagnostic(file, line, column, length, severity, code, message, text, fix);
    }

    Diagnostic fixedBy(@Nullable String text) {
        return new Diagnostic(file, line, column, length, severity, code, message, hint, text);
    }

    /** Whether another error marks the same place, or more of it: one of them is enough. */
    boolean liesIn(Diagnostic other) {
        return other.isError()
                && other.file.equals(file)
                && other.line == line
                && other.column <= column
                && column < other.column + other.length;
    }

    @JsonIgnore
    public boolean isError() {
        return severity.equals("error");
    }

    /** A stretch of a text: line and column from 1. */
    public record Spot(int line, int column, int length) {

        /** Where a text begins. */
        public static final Spot TOP = new Spot(1, 1, 1);
    }
}
