package dev.signalbox.flow.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that follow each other.
 *
 * @param path JSON pointer, such as {@code /do} or {@code /do/0/guard/try}
 * @param owner path of the task that it belongs to; null for that of the whole definition
 */
record Sequence(String path, @Nullable String owner, List<Task> tasks) {

    /** Index of the task with this name, -1 for none. */
    int indexOf(String name) {
        for (Task task : tasks) {
            if (task.name().equals(name)) {
                return task.index();
            }
        }
        return -1;
    }
}
