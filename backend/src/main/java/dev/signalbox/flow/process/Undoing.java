package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code x-signalbox: compensate}: an instance that fails, or is cancelled so, undoes what it has done, the last first. A task
 * counts from when it begins: who does not know whether a call was heard must undo it. Only one that was refused did nothing.
 */
record Undoing(Run run, Definition definition, Draft draft) {

    /** Variables of the tasks that undo: the output of the task, and the error for which it is undone. */
    static final String DONE = "done";

    static final String WHY = "why";

    /** What follows the path of a task to that of the tasks which undo it. */
    static final String PART = "/x-signalbox/compensate/do";

    /* Answers that say no for good: nothing was done. Others of these statuses say "later", or may come too late. */
    private static final int REFUSED = 400;
    private static final int FAILED = 500;
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    void entered(Task task) {
        if (task.frame().compensation() != null && !draft.saga.undoing()) {
            Place place = run.place(task);
            Saga more = draft.saga.entered(new Saga.Undo(task.path(), place.iteration(), place.given(), null));
            JsonNode unusedWeight = Weight.checked("what would have to be undone", more.json());
            draft.saga = more;
        }
    }

    void succeeded(Task task, JsonNode out) {
        if (task.frame().compensation() != null) {
            draft.saga = draft.saga.done(task.path(), run.place(task).iteration(), out);
        }
    }

    /** Nothing is to be undone when the one and only attempt was refused. */
    void failed(Task task, Fault fault) {
        Place place = draft.places.get(task.path());
        boolean refused = fault.status() >= REFUSED
                && fault.status() < FAILED
                && !LATER.contains(fault.status())
                && fault.type().endsWith("/communication");
        if (place != null && place.attempt() == 1 && refused && task.action().outside()) {
            draft.saga = draft.saga.without(task.path(), place.iteration());
        }
    }

    /** Whether a task is not one of those that undo, while these are at work: its outcome only tells what is to be undone. */
    boolean isLate(Task task) {
        return draft.saga.undoing() && !task.path().contains(PART + '/');
    }

    /**
     * Begins to undo, once what is under way has come back.
     *
     * @param why the error; null for none
     * @return false when there is nothing to undo, or it is being undone
     */
    boolean begin(@Nullable JsonNode why) {
        if (draft.saga.undoing() || draft.saga.undos().isEmpty()) {
            return false;
        }
        draft.saga = draft.saga.begun(why);
        run.step("compensating", why);
        List<Place> awaited = draft.leaves().stream().filter(this::isAwaited).toList();
        draft.places.values().removeIf(place -> awaited.stream().noneMatch(leaf -> holds(place, leaf)));
        draft.places.replaceAll((path, place) -> place.due(0).until(0));
        run.forget();
        next();
        return true;
    }

    private static boolean holds(Place place, Place leaf) {
        return !place.path().equals(Place.WHOLE) && place.isAround(leaf.path());
    }

    /** What comes back late must not come after what undoes it. */
    private boolean isAwaited(Place leaf) {
        Task task = definition.task(leaf.path());
        return task != null
                && task.action().outside()
                && task.action().resting(leaf) == State.RUNNING
                && draft.saga.undos().stream().anyMatch(undo -> (leaf.path() + '/').startsWith(undo.path() + '/'));
    }

    /** An answer that was waited for. */
    void came(Task task, @Nullable JsonNode output) {
        if (output != null) {
            succeeded(task, output);
        }
        run.step(output == null ? "failed" : "succeeded", task, output);
        draft.places.remove(task.path());
        List<Place> left = draft.leaves().stream().filter(this::isAwaited).toList();
        draft.places.values().removeIf(place -> left.stream().noneMatch(leaf -> holds(place, leaf)));
        next();
    }

    private void next() {
        if (!draft.leaves().isEmpty()) {
            return;
        }
        Saga.Undo undo = draft.saga.last();
        if (undo == null) {
            draft.end(State.COMPENSATED);
            run.step("compensated", null);
            return;
        }
        Task task = definition.task(undo.path());
        Sequence way = task == null ? null : task.frame().compensation();
        if (way == null) {
            throw new IllegalStateException("nothing undoes " + undo.path());
        }
        run.begin(way, undo.input());
    }

    /** The last of what was done is undone. */
    void undone() {
        Saga.Undo undo = draft.saga.last();
        Task task = undo == null ? null : definition.task(undo.path());
        if (undo != null && task != null) {
            draft.leaveInside(task.path());
            run.step("compensated", task, JsonNodeFactory.instance.objectNode().put("iteration", undo.iteration()));
            draft.saga = draft.saga.undone();
        }
        next();
    }
}
