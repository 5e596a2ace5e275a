package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code set}: the output is a value made from the input. */
record Assign(Template value) implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        run.complete(task, run.fill(value, task, input));
    }
}
