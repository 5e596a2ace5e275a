package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be done after the commit. */
public sealed interface Effect {

    String path();

    /** What is done outside; its outcome comes back as {@link Command.Succeeded} or {@link Command.Failed}. */
    sealed interface Outward extends Effect {

        int iteration();

        int attempt();

        /** The {@code Idempotency-Key}: the same for all attempts. */
        String key();
    }

    /**
     * An HTTP call.
     *
     * @param body JSON, or null for none
     * @param output {@code content}, {@code response} or {@code raw}, as the language defines them
     * @param confidential what it is really sent with, where that takes secrets: the other parts are without them then
     */
    record Call(
            String path,
            int iteration,
            int attempt,
            String key,
            String method,
            String uri,
            Map<String, String> headers,
            @Nullable JsonNode body,
            String output,
            boolean redirect,
            @Nullable Confidential confidential)
            implements Outward {}

    /**
     * A message to a sink.
     *
     * @param to topic, routing key or stream; null for none
     * @param group what belongs together
     * @param type of the CloudEvent that it is; null for a plain message
     */
    record Send(
            String path,
            int iteration,
            int attempt,
            String key,
            String sink,
            @Nullable String to,
            String group,
            Map<String, String> headers,
            JsonNode body,
            @Nullable String type)
            implements Outward {}

    /** A timer that is to fire {@link Command.Due}. */
    record Timer(String path, int iteration, int attempt, long due) implements Effect {

        /** Stands for the attempt where the timer is that of all attempts together: the timeout of the task. */
        public static final int DEADLINE = 0;

        static Timer deadline(Place place) {
            return new Timer(place.path(), place.iteration(), DEADLINE, place.deadline());
        }
    }

    /** A timer that nobody waits for any more. */
    record Untimed(String path, int iteration, int attempt) implements Effect {}

    /** A derived event. The task has already gone on: the event leaves with the commit. */
    record Emit(
            String path,
            int iteration,
            String type,
            @Nullable String source,
            @Nullable String subject,
            JsonNode data) implements Effect {}

    /**
     * Another process is to run; its end is to be told to the task when it waits.
     *
     * @param id of the instance
     * @param label wanted {@code document.version}, or {@code latest}
     * @param again whether it may be there: if so it goes on, or tells its end once more
     */
    record Child(String id, String definition, String label, JsonNode input, Parent parent, boolean again)
            implements Effect {

        @Override
        public String path() {
            return parent.path();
        }
    }

    /**
     * The instance that a task has run is to be cancelled, if it has not ended: nobody waits for it any more.
     *
     * @param undo whether what it has done is undone before
     */
    record Abandon(String path, String child, boolean undo) implements Effect {}

    /**
     * One filter of a task that listens.
     *
     * @param filter which one, from 0
     * @param value that the event must give, see {@link Correlations}
     */
    record Ear(String path, int iteration, int attempt, int filter, String type, String value) {}

    /**
     * An event is awaited; it comes back as {@link Command.Heard}.
     *
     * @param further what else the event must give
     * @param lasting whether more than one is awaited
     * @param shared whether others may have the event too
     */
    record Listen(Ear ear, List<String> further, boolean lasting, boolean shared) implements Effect {

        @Override
        public String path() {
            return ear.path();
        }
    }

    /** An event is not awaited any more. */
    record Silence(Ear ear) implements Effect {

        @Override
        public String path() {
            return ear.path();
        }
    }
}
