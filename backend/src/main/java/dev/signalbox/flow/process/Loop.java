package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.jq.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code for}: runs a sequence for each element of a list, one after another. The output of a round is the input of the next.
 * The list is kept as it was when the loop began, so that a crash or a change of the context changes nothing of it.
 *
 * @param each name of the variable that holds the element
 * @param at name of the variable that holds its index, from 0
 * @param items gives the list
 * @param condition {@code while}: checked before each round; null for always
 */
record Loop(
        String each, String at, Template items, @Nullable Query condition, Sequence body) implements Action {

    private static final String ITEMS = "items";
    private static final String INDEX = "index";
    private static final String INPUT = "input";

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        JsonNode list = run.fill(items, task, input);
        if (!list.isArray()) {
            throw Faulted.expression("`for.in` of \"" + task.name() + "\" must give a list, and gave " + kind(list));
        }
        round(run, task, Weight.checked("the list of \"" + task.name() + '"', list), 0, input);
    }

    private static String kind(JsonNode value) {
        return value.isObject() ? "an object" : value.toString();
    }

    private void round(Run run, Task task, JsonNode list, int index, JsonNode dot) {
        if (index == list.size()) {
            run.complete(task, dot);
            return;
        }
        ObjectNode progress =
                JsonNodeFactory.instance.objectNode().put(INDEX, index).set(ITEMS, list);
        if (index > 0 && run.isLong()) {
            rest(run, task, progress.set(INPUT, dot));
            return;
        }
        run.put(run.place(task).at(progress));
        if (condition != null && !run.holds(condition, task, dot)) {
            run.complete(task, dot);
        } else {
            run.begin(body, dot);
        }
    }

    /** Goes on in the next transition, so that a list of any length fits into commits. */
    private static void rest(Run run, Task task, ObjectNode progress) {
        Place place = run.place(task).at(progress).due(run.at());
        run.put(place);
        run.effect(new Effect.Timer(place.path(), place.iteration(), place.attempt(), place.due()));
    }

    @Override
    public void due(Run run, Task task, Place place) {
        JsonNode progress = progress(place);
        run.put(place.due(0));
        round(run, task, progress.path(ITEMS), progress.path(INDEX).asInt(), progress.path(INPUT));
    }

    @Override
    public void ended(Run run, Task task, Sequence from, JsonNode output) {
        JsonNode progress = progress(run.place(task));
        round(run, task, progress.path(ITEMS), progress.path(INDEX).asInt() + 1, output);
    }

    @Override
    public @Nullable JsonNode variable(Place place, String name) {
        if (place.progress() == null || !(name.equals(each) || name.equals(at))) {
            return null;
        }
        int index = place.progress().path(INDEX).asInt();
        return name.equals(at)
                ? IntNode.valueOf(index)
                : place.progress().path(ITEMS).path(index);
    }

    private static JsonNode progress(Place place) {
        if (place.progress() == null) {
            throw new IllegalStateException("the loop at " + place.path() + " has not begun");
        }
        return place.progress();
    }

    @Override
    public List<Sequence> sequences() {
        return List.of(body);
    }
}
