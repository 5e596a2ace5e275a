package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The input that a task has: what a person gave it, else its own, checked and transformed. */
final class Given {

    private Given() {}

    static Place of(Run run, Task task, @Nullable JsonNode replaced) {
        Place place = run.place(task);
        if (replaced != null) {
            return place.given(replaced);
        }
        Checks.hold("the input of \"" + task.name() + '"', task.frame().checks().input(), place.raw());
        return task.frame().from() == null
                ? place
                : place.given(run.fill(task.frame().from(), task, place.raw()));
    }
}
