package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a process definition. Immutable: a transition makes a new one.
 *
 * @param id {@code <partition>-<26 characters>}
 * @param key the business key
 * @param input of the whole process
 * @param context {@code $context}, and nothing when no task exported
 * @param output of the last ended task
 * @param places the entered tasks by path, outermost first
 * @param visits how often tasks were entered, by path; only of those that act outside or can be repeated
 * @param redrives how often it was put back by hand
 */
public record Instance(
        String id,
        String definition,
        int version,
        State state,
        String key,
        Origin origin,
        long born,
        long ended,
        JsonNode input,
        @Nullable JsonNode context,
        @Nullable JsonNode output,
        Map<String, Place> places,
        Map<String, Visit> visits,
        int redrives) {

    /** The same, to go on with another version of its definition. */
    public Instance at(int other) {
        return new Instance(
                id,
                definition,
                other,
                state,
                key,
                origin,
                born,
                ended,
                input,
                context,
                output,
                places,
                visits,
                redrives);
    }
}
