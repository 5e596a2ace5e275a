package dev.signalbox.rulebook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.rulebook.Diagnostic.Spot;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a rule text, at its place.
 *
 * @param line from 1
 * @param column from 1
 * @param length characters that are meant, at least 1
 * @param severity {@code error} or {@code warning}; only errors stop an activation
 * @param code one word, the same for every finding of its kind
 * @param message what was wanted and what came
 * @param hint what to do
 * @param fix the text that should stand in the place of the marked one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Diagnostic(
        int line,
        int column,
        int length,
        String severity,
        String code,
        String message,
        @Nullable String hint,
        @Nullable String fix) {

    static Diagnostic error(Spot spot, String code, String message, @Nullable String hint) {
        return new Diagnostic(spot.line(), spot.column(), spot.length(), "error", code, message, hint, null);
    }

    static Diagnostic warning(Spot spot, String code, String message, @Nullable String hint) {
        return new Diagnostic(spot.line(), spot.column(), spot.length(), "warning", code, message, hint, null);
    }

    /** What another part of the hub found in one of a pack's texts. */
    public static Diagnostic of(int line, int column, int length, String severity, String code, String message) {
        return new Diagnostic(line, column, Math.max(1, length), severity, code, message, null, null);
    }

    Diagnostic fixedBy(@Nullable String text) {
        return new Diagnostic(line, column, length, severity, code, message, hint, text);
    }

    @JsonIgnore
    public boolean isError() {
        return severity.equals("error");
    }

    /** A stretch of a text: line and column from 1. */
    record Spot(int line, int column, int length) {}
}
