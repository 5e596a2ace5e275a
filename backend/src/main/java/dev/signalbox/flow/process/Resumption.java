package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where an instance goes on that was left in the middle: to wait, by its owner, by a failure, or by a task that takes too long. */
record Resumption(Run run, Definition definition, Draft draft) {

    Again again() {
        return new Again(run, definition, draft);
    }

    Entrance entrance() {
        return new Entrance(run, draft);
    }

    /** The current attempt of a task had an outcome; that of any other attempt is nobody's. */
    void outcome(String path, int iteration, int attempt, Consumer<Task> then) {
        Task task = current(path, iteration, attempt);
        if (task != null && task.action().outside()) {
            run.within(task, () -> then.accept(task));
        }
    }

    void due(String path, int iteration, int attempt) {
        Task task = current(path, iteration, attempt);
        if (task != null && run.place(task).due() > 0) {
            run.within(task, () -> task.action().due(run, task, run.place(task)));
        }
    }

    private @Nullable Task current(String path, int iteration, int attempt) {
        return draft.isAt(path, iteration, attempt) ? definition.task(path) : null;
    }

    void cancel(String reason, boolean undo) {
        if (draft.state.ended() || (undo && draft.saga.undoing())) {
            return;
        }
        run.step("cancelled", JsonNodeFactory.instance.textNode(reason));
        draft.partsUndo = undo;
        if (!undo || !run.undoing().begin(null)) {
            draft.end(State.CANCELLED);
        }
    }

    /** What a failed instance has run was left for it to be put back. */
    void discard(String reason) {
        if (draft.state != State.FAILED) {
            return;
        }
        for (Place place : draft.places.values()) {
            Task task = definition.task(place.path());
            if (task != null) {
                task.action().over(place).stream()
                        .filter(Effect.Abandon.class::isInstance)
                        .forEach(run::effect);
            }
        }
        run.step("discarded", JsonNodeFactory.instance.textNode(reason));
        draft.partsUndo = false;
        draft.end(State.CANCELLED);
    }

    /** Attempts that were under way are made again under the same keys, since nobody knows their outcome. */
    void pending() {
        for (Place place : draft.state.ended() ? List.<Place>of() : draft.leaves()) {
            Task task = definition.task(place.path());
            if (task != null && task.action().outside() && task.action().resting(place) == State.RUNNING) {
                run.within(task, () -> task.action().enter(run, task, place.given()));
            }
        }
    }

    /** A task that failed or was interrupted by the failure is done again with the same key; timers go on. */
    void redrive(Command.Redrive wish) {
        if (draft.state != State.FAILED) {
            return;
        }
        run.step("redriven", wish.told());
        boolean restarts = draft.leaves().isEmpty();
        revive(place -> true, wish);
        if (restarts) {
            restart();
        }
    }

    /** @param again which of the tasks that were under way are to be done again */
    void revive(Predicate<Place> again, Command.Redrive wish) {
        draft.redrives++;
        draft.state = State.RUNNING;
        List<Place> leaves = draft.leaves();
        if (leaves.isEmpty()) {
            return;
        }
        draft.places.replaceAll((path, place) -> later(place));
        leaves.stream().filter(again).forEach(place -> again(place, wish));
        draft.places.values().stream().toList().forEach(this::forgotten);
    }

    private void restart() {
        if (draft.output == null) {
            run.start();
        } else {
            run.finish(draft.output);
        }
    }

    /** The time for which it had failed does not count. Who was too late has all of its time again. */
    private Place later(Place place) {
        if (place.deadline() == 0) {
            return place;
        }
        long left = place.deadline() - draft.from.ended();
        Place later = place.until(draft.at + (left > 0 ? left : place.deadline() - place.since()));
        run.effect(Effect.Timer.deadline(later));
        return later;
    }

    private void again(Place place, Command.Redrive wish) {
        Task task = definition.task(place.path());
        if (task != null && place.due() > 0) {
            run.effect(new Effect.Timer(place.path(), place.iteration(), place.attempt(), place.due()));
        } else if (task != null && !task.action().resumes(run, task, place)) {
            draft.visits.again(place, draft.redrives, wish.replaced(place.path()));
            run.enter(task, place.raw());
        }
    }

    /** A branch that had nothing under way when another one failed. */
    private void forgotten(Place place) {
        Task task = definition.task(place.path());
        if (task != null && task.action() instanceof Fork fork) {
            fork.branches().stream()
                    .filter(branch -> !Fork.done(place).has(branch.path()))
                    .filter(branch ->
                            draft.places.keySet().stream().noneMatch(path -> path.startsWith(branch.path() + '/')))
                    .forEach(branch -> run.begin(branch, place.given()));
        }
    }

    /** What has not ended in its time is given up. */
    void late(String path, int iteration) {
        Place place = draft.places.get(path);
        boolean due = place != null && place.deadline() > 0 && place.deadline() <= draft.at;
        if (place == null || !due || draft.state.ended() || place.iteration() != iteration) {
            return;
        }
        Task task = definition.task(path);
        if (task == null) {
            run.abort(timeout(place, definition.name()));
            return;
        }
        run.cancelInside(task);
        run.put(place.due(0));
        run.within(task, () -> {
            throw new Faulted(timeout(place, task.name()));
        });
    }

    private static Fault timeout(Place place, String name) {
        Duration most = Duration.ofMillis(place.deadline() - place.since());
        return Fault.of("timeout", 408, "timeout", '"' + name + "\" did not end within " + most);
    }
}
