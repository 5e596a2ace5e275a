package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;

/**
 * {@code schedule.after}: an instance that has finished is followed by another one with the same key and input, which begins
 * after a time. It is there at once, so that it can be seen, and be cancelled; the newest version says for how long it waits.
 */
record Again(Run run, Definition definition, Draft draft) {

    /** An instance has finished. What only is a part of another one is not followed. */
    void finished() {
        Instance instance = draft.from;
        boolean part = instance.origin().waiting() != null;
        if (after() == 0 || part || run.lacks(definition.name(), Definition.LATEST) != null) {
            return;
        }
        String id = InstanceId.child(instance.id(), Place.LATER, 1, 1);
        Parent before = new Parent(instance.id(), Place.LATER, 1, 1, 1, false);
        run.effect(new Effect.Child(id, definition.name(), Definition.LATEST, instance.input(), before, false));
        run.step(
                "ran",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("definition", definition.name())
                        .put("instance", id));
    }

    /** Whether an instance follows another one. */
    static boolean follows(Origin origin) {
        return origin.parent() != null && origin.parent().path().equals(Place.LATER);
    }

    /** It is there, and waits. One whose newest version says nothing of it any more does not begin. */
    void begin() {
        if (after() == 0) {
            run.resumption()
                    .entrance()
                    .skip(Fault.of("runtime", 409, "skipped", "this version does not run again after it has ended"));
            return;
        }
        Queued why = Queued.later(Duration.ofMillis(after()), draft.at + after());
        run.resumption().entrance().queue(Place.LATER, why);
    }

    private long after() {
        Schedule schedule = definition.schedule();
        return schedule == null ? 0 : schedule.after();
    }
}
