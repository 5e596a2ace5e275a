package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Visit;

/**
 * What is to be done outside, with the instance it is done for.
 *
 * @param first whether it is the first attempt of the whole instance
 */
public record Attempt(Instance instance, Effect.Outward effect, boolean first) {

    /** Whether it repeats one that failed by itself; one that a person asked for does not. */
    boolean again() {
        Visit visit = instance.visits().get(effect.path());
        return effect.attempt() > 1 && (visit == null || !visit.asked(effect.attempt()));
    }

    /** The name of the task: the last step of its path. */
    String task() {
        return effect.path().substring(effect.path().lastIndexOf('/') + 1);
    }
}
