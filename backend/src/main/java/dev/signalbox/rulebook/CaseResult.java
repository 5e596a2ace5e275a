package dev.signalbox.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param differences what was expected and what came, a sentence each; empty when it passed
 * @param skipped why it could not be run here; null when it was
 * @param line of the file that is meant, from 1
 */
public record CaseResult(
        String file,
        String name,
        List<String> differences,
        @Nullable String skipped,
        int line) {

    public boolean passed() {
        return differences.isEmpty() && skipped == null;
    }
}
