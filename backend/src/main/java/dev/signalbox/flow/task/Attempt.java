package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;

/**
 * A call that is to be made, with the instance it is made for.
 *
 * @param first whether it is the first attempt of the whole instance
 */
public record Attempt(Instance instance, Effect.Call call, boolean first) {

    /** The name of the task: the last step of its path. */
    String task() {
        return call.path().substring(call.path().lastIndexOf('/') + 1);
    }
}
