package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code wait}: goes on when a time is over, measured from the transition that entered it. */
record Pause(Span span) implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        long millis = span.millis(run, task, input);
        if (millis == 0) {
            run.complete(task, input);
            return;
        }
        Place place = run.place(task).due(run.at() + millis);
        run.put(place);
        run.effect(new Effect.Timer(place.path(), place.iteration(), place.attempt(), place.due()));
        run.step("waiting", task, JsonNodeFactory.instance.objectNode().put("due", place.due()));
    }

    @Override
    public void due(Run run, Task task, Place place) {
        run.complete(task, place.given());
    }

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public State resting(Place place) {
        return place.due() == 0 ? State.RUNNING : State.WAITING;
    }
}
