package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;

/** Ends what went well: a task, which leads to the next one, or the whole instance. */
record Completion(Run run, Definition definition, Draft draft) {

    /** Ends a task and goes on where {@code then} says. */
    void of(Task task, JsonNode raw, String then) {
        Template as = task.frame().as();
        leave(task, Weight.checked(output(task), as == null ? raw : run.fill(as, task, raw)), then);
    }

    private static String output(Task task) {
        return "the output of \"" + task.name() + '"';
    }

    /** The same with its output as it is. */
    void leave(Task task, JsonNode out, String then) {
        Task.Frame frame = task.frame();
        Checks.hold(output(task), frame.checks().output(), out);
        if (frame.export() != null) {
            JsonNode exported = run.export(frame.export(), task, out);
            String what = "the context after \"" + task.name() + '"';
            Checks.hold(what, frame.checks().export(), Weight.checked(what, exported));
            draft.context = exported;
            run.step("exported", task, exported);
        }
        run.undoing().succeeded(task, out);
        run.step("succeeded", task, out);
        draft.places.remove(task.path());
        run.leaveInside(task);
        draft.output = out;
        follow(task, out, then);
    }

    private void follow(Task task, JsonNode out, String then) {
        Sequence sequence = definition.sequence(task);
        switch (then) {
            case "continue" -> run.go(sequence, task.index() + 1, out);
            case "exit" -> run.go(sequence, sequence.tasks().size(), out);
            case "end" -> run.next(draft.saga.undoing() ? run.undoing()::undone : () -> run.finish(out));
            default -> run.go(sequence, sequence.indexOf(then), out);
        }
    }

    /** Ends the instance with its last output. */
    void finish(JsonNode out) {
        draft.output = run.whole(out, definition.frame().as());
        Checks.hold("the output of the process", definition.frame().checks().output(), draft.output);
        draft.end(State.FINISHED);
        run.forget();
        run.step("finished", draft.output);
        new Again(run, definition, draft).finished();
    }
}
