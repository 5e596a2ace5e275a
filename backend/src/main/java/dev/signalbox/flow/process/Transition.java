package dev.signalbox.flow.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command made of an instance.
 *
 * @param instance its state from now on
 * @param effects to be carried out after the commit, in order
 * @param steps for the timeline, in order
 * @param failure why it ended as failed, else null
 */
public record Transition(
        Instance instance,
        List<Effect> effects,
        List<Step> steps,
        @Nullable Failure failure) {

    /** The end of an instance that nobody caught. */
    public record Failure(String path, String task, int attempts, Fault fault) {}
}
