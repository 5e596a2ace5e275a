package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** {@code do}: runs a sequence of its own. */
record Block(Sequence body) implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        run.begin(body, input);
    }

    @Override
    public List<Sequence> sequences() {
        return List.of(body);
    }
}
