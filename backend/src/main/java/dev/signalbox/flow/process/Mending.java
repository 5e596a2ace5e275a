package dev.signalbox.flow.process;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a failed instance can be put back otherwise than it was: why not, in words, and null when it can. */
public final class Mending {

    private Mending() {}

    /** With another version of its definition: where it is must be there, and be a task of the same kind. */
    public static @Nullable String refusesVersion(Instance failed, Definition own, Definition other) {
        for (Place place : failed.places().values()) {
            Task before = own.task(place.path());
            Task after = other.task(place.path());
            if (before != null && after == null) {
                return "the newest version of " + failed.definition() + " has no task at " + place.path();
            }
            if (before != null
                    && !Objects.requireNonNull(after, place.path())
                            .action()
                            .getClass()
                            .equals(before.action().getClass())) {
                return "in the newest version of " + failed.definition() + " the task at " + place.path()
                        + " is of another kind";
            }
        }
        return null;
    }

    /** With another input of the task that failed: it must make what it does outside of its input. */
    public static @Nullable String refusesInput(Instance failed, Definition definition, String path) {
        Task task = definition.task(path);
        if (task == null || !failed.places().containsKey(path)) {
            return "it did not fail at a task, so there is no input to replace";
        }
        return task.action().replaceable()
                ? null
                : "only a task that calls or sends can have its input replaced, and \"" + task.name()
                        + "\" does neither";
    }
}
