package dev.signalbox.schema;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong or doubtful with the text of a schema.
 *
 * @param from index of the first character that is meant
 * @param to index behind the last
 * @param severity {@code error} or {@code warning}
 * @param code one word, the same for every fault of its kind
 * @param message what was wanted and what came
 * @param hint what to do
 * @param fix the text that should stand in the place of the marked one
 */
public record Fault(
        int from,
        int to,
        String severity,
        String code,
        String message,
        @Nullable String hint,
        @Nullable String fix) {

    public boolean isError() {
        return severity.equals("error");
    }
}
