package dev.signalbox.flow.process;

/** What a fault leads to: the nearest try around its task that takes it goes on, else the instance ends. */
record Fallout(Run run, Definition definition, Draft draft) {

    void of(Task task, Fault fault) {
        Failing failing = failing(task, fault);
        Sequence around = definition.sequence(task);
        for (Task owner = definition.owner(around); owner != null; owner = definition.owner(around)) {
            try {
                if (owner.action().answers(run, owner, around, failing)) {
                    return;
                }
            } catch (Faulted e) {
                failing = failing(owner, e.fault());
            }
            around = definition.sequence(owner);
        }
        end(failing);
    }

    private Failing failing(Task task, Fault fault) {
        Failing failing = new Failing(task, fault);
        run.step("failed", task, failing.error());
        return failing;
    }

    private void end(Failing failing) {
        Task task = failing.task();
        int attempt = run.place(task).attempt();
        if (!draft.saga.undoing() && !draft.saga.undos().isEmpty()) {
            draft.places.remove(task.path());
        }
        if (run.undoing().begin(failing.error())) {
            return;
        }
        draft.fail(new Transition.Failure(task.path(), task.name(), attempt, failing.fault()));
    }
}
