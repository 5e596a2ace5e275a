package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Origin;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.Transition;
import dev.signalbox.trace.Moment;
import org.jspecify.annotations.Nullable;

/**
 * An instance that was given up and is kept with its cause until somebody puts it back.
 *
 * @param id {@code <partition>-<26 characters>}; derived, so that each failure of an instance has its own, and only one
 * @param path of the task that failed
 * @param attempts that were made of it
 * @param input of that task
 * @param event that started the instance
 * @param redrives how often the instance had been put back before this failure
 * @param at when it was given up, milliseconds since the epoch
 * @param fingerprint the same for failures that probably have one cause
 */
public record DeadLetter(
        String id,
        String instance,
        String definition,
        int version,
        String path,
        String task,
        Fault cause,
        int attempts,
        @Nullable JsonNode input,
        EventId event,
        int redrives,
        long at,
        String fingerprint) {

    /** The dead letter of a transition that failed; null when it did not, or when a task waits that takes the error over. */
    public static @Nullable DeadLetter of(@Nullable Instance before, Transition transition, long at) {
        Transition.Failure failure = transition.failure();
        Instance instance = transition.instance();
        if (failure == null || instance.origin().waiting() != null) {
            return null;
        }
        return new DeadLetter(
                id(instance),
                instance.id(),
                instance.definition(),
                instance.version(),
                failure.path(),
                failure.task(),
                failure.fault(),
                failure.attempts(),
                input(before, instance, failure.path()),
                instance.origin().event(),
                instance.redrives(),
                at,
                fingerprint(instance.definition(), failure));
    }

    /** The id that a failure of this instance has, or would have, before it is put back again. */
    static String id(Instance instance) {
        return id(instance.id(), instance.redrives());
    }

    /** The id that a failure of an instance has which had been put back so many times. */
    public static String id(String instance, int redrives) {
        return Home.of(instance) + "-" + Digest.id(instance, Integer.toString(redrives));
    }

    /** The partition that the id of an instance, or of a dead letter, names; -1 when the text is no id. */
    public static int home(String id) {
        return Home.of(id);
    }

    private static @Nullable JsonNode input(@Nullable Instance before, Instance instance, String path) {
        Place now = instance.places().get(path);
        Place last = now == null && before != null ? before.places().get(path) : now;
        return last == null ? instance.input() : last.given();
    }

    /** What failures of one cause have in common: task, error, status and title, whose numbers are left out. */
    private static String fingerprint(String definition, Transition.Failure failure) {
        Fault fault = failure.fault();
        String title = fault.title().replaceAll("[0-9]+", "#");
        return Digest.hex(definition, failure.path(), fault.type(), Integer.toString(fault.status()), title)
                .substring(0, 12);
    }

    public Moment moment(Origin origin) {
        return new Moment.DeadLettered(
                at,
                id,
                instance,
                definition,
                task,
                cause.title(),
                fingerprint,
                event,
                origin.partition(),
                origin.position());
    }
}
