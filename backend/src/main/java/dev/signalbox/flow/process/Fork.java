package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * {@code fork}: runs branches beside each other, each with the input of the task. Its output is the list of their outputs, in
 * the order of the text; when they compete, the output of the first that ends, and the others are cancelled. An error that a
 * branch does not catch is the task's.
 */
record Fork(List<Sequence> branches, boolean compete) implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        run.put(run.place(task).at(JsonNodeFactory.instance.objectNode()));
        branches.forEach(branch -> run.begin(branch, input));
    }

    @Override
    public void ended(Run run, Task task, Sequence from, JsonNode output) {
        if (compete) {
            run.cancelInside(task);
            run.complete(task, output);
            return;
        }
        ObjectNode done = done(run.place(task)).deepCopy().set(from.path(), output);
        run.put(run.place(task).at(Weight.checked("what the branches of \"" + task.name() + "\" gave", done)));
        if (done.size() == branches.size()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            branches.forEach(branch -> all.add(done.get(branch.path())));
            run.complete(task, all);
        }
    }

    /** The outputs of the branches that have ended, by their paths. */
    static ObjectNode done(Place place) {
        return place.progress() instanceof ObjectNode done ? done : JsonNodeFactory.instance.objectNode();
    }

    @Override
    public List<Sequence> sequences() {
        return branches;
    }
}
