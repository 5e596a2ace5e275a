package dev.signalbox.demo.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts that follow each other; each is told when the hub has taken the one before.
 *
 * @param effect what the packs must start once all of it is accepted, such as {@code order:o-17}; null for nothing
 * @param withinMillis in which all must be accepted for that; else nothing is expected of the hub
 */
record Scene(List<Step> steps, @Nullable String effect, long withinMillis) {

    /** @param afterMillis the pause since the step before */
    record Step(Fact fact, long afterMillis) {}

    /** One fact of which nothing follows. */
    static Scene of(Fact fact) {
        return new Scene(List.of(new Step(fact, 0)), null, Long.MAX_VALUE);
    }

    /** One fact that starts a process. */
    static Scene starting(Fact fact, String effect) {
        return new Scene(List.of(new Step(fact, 0)), effect, Long.MAX_VALUE);
    }
}
