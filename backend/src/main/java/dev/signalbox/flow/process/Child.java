package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code run: workflow}: runs another process as an instance of its own, with a derived id; its output or error is the task's.
 * Put back after a failure, it goes on where it was; tried again by a {@code try}, it is another instance.
 *
 * @param label wanted {@code document.version}; {@code latest} for any
 * @param input null for the input of the task
 * @param awaits whether the task waits for the end; if not, its output is its input
 */
record Child(String definition, String label, @Nullable Template input, boolean awaits) implements Action {

    private static final String RUNS = "runs";

    @Override
    public void enter(Run run, Task task, JsonNode given) {
        int level = level(run);
        if (level > Parent.DEEPEST) {
            throw new Faulted(Fault.of(
                    "runtime",
                    500,
                    "nested too deep",
                    "more than " + Parent.DEEPEST + " processes run inside each other"));
        }
        String lack = run.lacks(definition, label);
        if (lack != null) {
            throw new Faulted(Fault.of("configuration", 404, "unknown process", lack));
        }
        JsonNode handed = input == null ? given : run.fill(input, task, given);
        Place place = run.place(task);
        String id = InstanceId.child(run.instance().id(), task.path(), place.iteration(), place.attempt());
        if (awaits) {
            run.put(place.at(JsonNodeFactory.instance.objectNode().put(RUNS, id)));
        }
        JsonNode checked = Weight.checked("the input of " + definition, handed);
        run.effect(new Effect.Child(id, definition, label, checked, link(run, place, level), false));
        run.step("ran", task, detail(id));
        if (!awaits) {
            run.complete(task, given);
        }
    }

    private static int level(Run run) {
        Parent parent = run.instance().origin().parent();
        return parent == null ? 1 : parent.level() + 1;
    }

    private Parent link(Run run, Place place, int level) {
        return new Parent(run.instance().id(), place.path(), place.iteration(), place.attempt(), level, awaits);
    }

    private ObjectNode detail(String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("definition", definition)
                .put("instance", id);
    }

    /** What has failed with the instance is put back with it; what has ended meanwhile tells so again. */
    @Override
    public boolean resumes(Run run, Task task, Place place) {
        String id = id(place);
        if (id == null) {
            return false;
        }
        JsonNode handed = input == null ? place.given() : run.fill(input, task, place.given());
        run.effect(new Effect.Child(id, definition, label, handed, link(run, place, level(run)), true));
        return true;
    }

    /** The instance that runs for a place; null when none does. */
    static @Nullable String id(Place place) {
        return place.progress() == null ? null : place.progress().path(RUNS).textValue();
    }

    @Override
    public List<Effect> over(Place place) {
        String id = id(place);
        return id == null ? List.of() : List.of(new Effect.Abandon(place.path(), id, true));
    }

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public boolean outside() {
        return true;
    }

    @Override
    public State resting(Place place) {
        return State.WAITING;
    }
}
