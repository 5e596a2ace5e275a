package dev.signalbox.rulebook;

import java.util.List;

/**
 * What became of a case.
 *
 * @param differences what was expected and what came, a sentence each; empty when it passed
 */
public record CaseResult(String file, String name, List<String> differences) {

    public boolean passed() {
        return differences.isEmpty();
    }
}
