package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance is: one entered task that has not ended.
 *
 * @param path JSON pointer of the task in its definition, such as {@code /do/0/notify}
 * @param iteration which time the task is entered, from 1; counts up with loops, not with retries and redrives
 * @param attempt number of the attempt under way or last made, from 1
 * @param times of its entry, its timer and its timeout
 * @param raw its input before {@code input.from}
 * @param input its transformed input; null when it is the raw one
 * @param caught what a {@code try} caught; null while nothing is
 * @param progress how far a {@code for} or {@code fork} is; null for others
 * @param before how often the tasks inside had been entered when this one was
 */
public record Place(
        String path,
        int iteration,
        int attempt,
        Times times,
        JsonNode raw,
        @Nullable JsonNode input,
        @Nullable Caught caught,
        @Nullable JsonNode progress,
        Map<String, Integer> before) {

    /** The path of the instance as a whole, which is a place only to have a deadline. */
    static final String WHOLE = "";

    /** Where an instance is that has not begun, since it waits for its turn: at the limits in its definition. */
    static final String TURN = Limits.POINTER;

    /** Where one is that has not begun, since it is to begin some time after the one before it has ended. */
    static final String LATER = "/schedule/after";

    /** @param as the variable that holds the error */
    public record Caught(String as, JsonNode error) {}

    /**
     * Milliseconds since the epoch.
     *
     * @param since when the task was entered
     * @param due when its timer ends; 0 without one
     * @param deadline when it must have ended; 0 for never
     */
    public record Times(long since, long due, long deadline) {}

    static Place entered(String path, long at, JsonNode raw, Map<String, Integer> before) {
        return new Place(path, 1, 1, new Times(at, 0, 0), raw, null, null, null, before);
    }

    public long since() {
        return times.since();
    }

    public long due() {
        return times.due();
    }

    public long deadline() {
        return times.deadline();
    }

    /** The transformed input. */
    public JsonNode given() {
        return input == null ? raw : input;
    }

    @Nullable
    JsonNode error() {
        return caught == null ? null : caught.error();
    }

    /** Whether this is the place itself or one around it. */
    boolean isAround(String other) {
        return other.equals(path) || other.startsWith(path + '/');
    }

    Place due(long time) {
        return with(attempt, new Times(since(), time, deadline()), caught, progress);
    }

    Place until(long time) {
        return with(attempt, new Times(since(), due(), time), caught, progress);
    }

    Place given(JsonNode transformed) {
        return new Place(path, iteration, attempt, times, raw, transformed, caught, progress, before);
    }

    Place visited(Visit visit) {
        return new Place(path, visit.iteration(), visit.attempt(), times, raw, input, caught, progress, before);
    }

    Place failed(String as, JsonNode error) {
        return with(attempt, times, new Caught(as, error), progress);
    }

    Place again(long time) {
        return with(attempt + 1, new Times(since(), time, deadline()), caught, progress);
    }

    Place resumed() {
        return with(attempt, new Times(since(), 0, deadline()), null, progress);
    }

    Place at(JsonNode further) {
        return with(attempt, times, caught, further);
    }

    private Place with(int number, Times other, @Nullable Caught error, @Nullable JsonNode further) {
        return new Place(path, iteration, number, other, raw, input, error, further, before);
    }
}
