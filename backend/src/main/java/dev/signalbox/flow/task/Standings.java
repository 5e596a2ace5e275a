package dev.signalbox.flow.task;

import dev.signalbox.flow.process.State;
import java.util.List;

/**
 * How many instances of a definition are at which task.
 *
 * @param counts an instance with several branches is at a task of each
 * @param scanned how many instances were looked at
 * @param whole whether these were all; if not, the newest of each state
 */
public record Standings(List<Count> counts, int scanned, boolean whole) {

    /** A task of a version, and the state of who is there. */
    public record At(int version, String path, State state) {}

    public record Count(At at, int count) {}
}
