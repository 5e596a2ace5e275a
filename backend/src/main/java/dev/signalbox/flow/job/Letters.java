package dev.signalbox.flow.job;

import dev.signalbox.flow.task.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters; a null lets all pass.
 *
 * @param ids when not empty, only these
 * @param type of the error, whole or its last part
 * @param from when they were given up, milliseconds since the epoch
 * @param to before when they were given up
 */
public record Letters(
        List<String> ids,
        @Nullable String fingerprint,
        @Nullable String definition,
        @Nullable String task,
        @Nullable String type,
        long from,
        long to) {

    boolean passes(DeadLetter dead) {
        return is(fingerprint, dead.fingerprint())
                && is(definition, dead.definition())
                && is(task, dead.task())
                && (is(type, dead.cause().type()) || dead.cause().type().endsWith("/" + type))
                && dead.at() >= from
                && dead.at() < to;
    }

    private static boolean is(@Nullable String wanted, String found) {
        return wanted == null || wanted.equals(found);
    }
}
