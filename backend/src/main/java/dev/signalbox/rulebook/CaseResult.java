package dev.signalbox.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param differences what was expected and what came, a sentence each; empty when it passed
 * @param skipped why it could not be tried here; null when it was
 */
public record CaseResult(
        String file,
        String name,
        List<String> differences,
        @Nullable String skipped) {

    public boolean passed() {
        return differences.isEmpty() && skipped == null;
    }
}
