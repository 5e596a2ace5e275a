package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.jq.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code try}: runs a sequence; an error that the filter takes leads to another attempt, or into the handler, or is
 * dropped. A retry that is used up with no handler passes the error on.
 *
 * @param as name of the variable that holds the error
 */
record Attempt(
        Sequence body,
        ErrorFilter errors,
        String as,
        @Nullable Query when,
        @Nullable Query exceptWhen,
        @Nullable Retry retry,
        @Nullable Sequence handler)
        implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        run.begin(body, input);
    }

    @Override
    public List<Sequence> sequences() {
        return handler == null ? List.of(body) : List.of(body, handler);
    }

    @Override
    public boolean answers(Run run, Task task, Sequence from, Failing failing) {
        if (!from.path().equals(body.path())) {
            return false;
        }
        Place before = run.place(task);
        ObjectNode error = failing.error();
        Place failed = before.failed(as, error);
        run.put(failed);
        if (!takes(run, task, failed, error)) {
            run.put(before);
            return false;
        }
        long due = retry == null ? -1 : retry.next(run, task, failed, failing.fault());
        if (due >= 0) {
            again(run, task, failed, due);
            return true;
        }
        if (retry != null && handler == null) {
            run.put(before);
            return false;
        }
        handle(run, task, failed, error);
        return true;
    }

    private boolean takes(Run run, Task task, Place place, JsonNode error) {
        return errors.matches(error)
                && (when == null || run.holds(when, task, place.given()))
                && (exceptWhen == null || !run.holds(exceptWhen, task, place.given()));
    }

    private void again(Run run, Task task, Place failed, long due) {
        run.leaveInside(task);
        run.rewind(failed);
        Place next = failed.again(due);
        run.put(next);
        run.step("retrying", task, next.error() == null ? null : retrying(next));
        if (due > run.at()) {
            run.effect(new Effect.Timer(next.path(), next.iteration(), next.attempt(), due));
        } else {
            due(run, task, next);
        }
    }

    private static ObjectNode retrying(Place next) {
        return JsonNodeFactory.instance.objectNode().put("due", next.due()).set("error", next.error());
    }

    private void handle(Run run, Task task, Place failed, JsonNode error) {
        run.leaveInside(task);
        run.step("caught", task, error);
        if (handler == null) {
            run.complete(task, failed.given());
        } else {
            run.begin(handler, failed.given());
        }
    }

    @Override
    public void due(Run run, Task task, Place place) {
        run.put(place.resumed());
        run.begin(body, place.given());
    }

    @Override
    public @Nullable JsonNode variable(Place place, String name) {
        return name.equals(as) ? place.error() : null;
    }

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public State resting(Place place) {
        return place.due() == 0 ? State.RUNNING : State.RETRYING;
    }
}
