package dev.signalbox.flow.process;

import java.util.HashMap;
import java.util.Map;

/** Tasks and sequences of a definition by their paths. */
record Index(Map<String, Task> tasks, Map<String, Sequence> sequences) {

    static Index of(Sequence root) {
        Index index = new Index(new HashMap<>(), new HashMap<>());
        index.add(root);
        return new Index(Map.copyOf(index.tasks), Map.copyOf(index.sequences));
    }

    private void add(Sequence sequence) {
        sequences.put(sequence.path(), sequence);
        for (Task task : sequence.tasks()) {
            tasks.put(task.path(), task);
            task.action().sequences().forEach(this::add);
            if (task.frame().compensation() != null) {
                add(task.frame().compensation());
            }
        }
    }
}
