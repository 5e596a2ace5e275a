package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;

/**
 * What is to be done outside, with the instance it is done for.
 *
 * @param first whether it is the first attempt of the whole instance
 */
public record Attempt(Instance instance, Effect.Outward effect, boolean first) {

    /** The name of the task: the last step of its path. */
    String task() {
        return effect.path().substring(effect.path().lastIndexOf('/') + 1);
    }
}
