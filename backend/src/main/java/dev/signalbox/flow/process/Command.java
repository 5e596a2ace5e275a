package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What makes an instance go on. */
public sealed interface Command {

    /** Applies it to a transition under way. */
    void moves(Run run);

    /** A task's attempt ended well. One that is not the current attempt of its place is ignored. */
    record Succeeded(String path, int iteration, int attempt, JsonNode output, long tookNanos) implements Command {
        @Override
        public void moves(Run run) {
            run.resumption().outcome(path, iteration, attempt, task -> run.complete(task, output));
        }
    }

    /** A task's attempt failed. */
    record Failed(String path, int iteration, int attempt, Fault fault, long tookNanos) implements Command {
        @Override
        public void moves(Run run) {
            run.resumption().outcome(path, iteration, attempt, task -> run.fail(task, fault));
        }
    }

    /**
     * An event came for a task that listens.
     *
     * @param filter which of its filters takes it, from 0
     * @param event with its attributes and {@code data}
     */
    record Heard(String path, int iteration, int attempt, int filter, JsonNode event) implements Command {

        @Override
        public void moves(Run run) {
            run.resumption()
                    .outcome(path, iteration, attempt, task -> task.action().heard(run, task, filter, event));
        }
    }

    /** The timer of a place ended, or its time ({@link Effect.Timer#DEADLINE}). */
    record Due(String path, int iteration, int attempt) implements Command {

        /** Whether it is the timer of an instance that waits for its turn: whose turn it is, is found out by its line. */
        public boolean isTurn() {
            return path.equals(Place.TURN);
        }

        @Override
        public void moves(Run run) {
            if (path.equals(Place.LATER)) {
                run.resumption().entrance().begin(path);
            } else if (attempt == Effect.Timer.DEADLINE) {
                run.resumption().late(path, iteration);
            } else {
                run.resumption().due(path, iteration, attempt);
            }
        }
    }

    /** The turn has come of an instance that waits for it. */
    record Begin() implements Command {
        @Override
        public void moves(Run run) {
            run.resumption().entrance().begin(Place.TURN);
        }
    }

    /** An instance that waits for its turn does so for another reason, or until another time. */
    record Queue(Queued why) implements Command {
        @Override
        public void moves(Run run) {
            run.resumption().entrance().queueOn(why);
        }
    }

    /**
     * It is to end.
     *
     * @param undo whether what it has done is to be undone before
     */
    record Cancel(String reason, boolean undo) implements Command {

        /** Without undoing anything. */
        public Cancel(String reason) {
            this(reason, false);
        }

        @Override
        public void moves(Run run) {
            run.resumption().cancel(reason, undo);
        }
    }

    /** Somebody acts on it. */
    record ByHand(Hand hand) implements Command {
        @Override
        public void moves(Run run) {
            hand.moves(run.resumption());
        }
    }

    /**
     * A failed instance is put back to the task that failed.
     *
     * @param told what the timeline is to tell of it; null for nothing
     * @param edit what is replaced; null for nothing
     */
    record Redrive(@Nullable JsonNode told, @Nullable Edit edit) implements Command {

        /** The input that a task is to have instead of its own. */
        public record Edit(String path, JsonNode input) {}

        public Redrive() {
            this(null, null);
        }

        @Override
        public void moves(Run run) {
            run.resumption().redrive(this);
        }

        @Nullable
        JsonNode replaced(String path) {
            return edit != null && edit.path().equals(path) ? edit.input() : null;
        }
    }

    /** A failed instance is given up: it ends as cancelled, and so does what it had run. */
    record Discard(String reason) implements Command {
        @Override
        public void moves(Run run) {
            run.resumption().discard(reason);
        }
    }
}
