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
 * @param due when its timer ends, milliseconds since the epoch; 0 without a timer
 * @param since when the task was entered
 * @param raw its input before {@code input.from}
 * @param input its transformed input; null when it is the raw one
 * @param caught what a {@code try} caught; null while nothing is
 * @param before how often the tasks inside had been entered when this one was
 */
public record Place(
        String path,
        int iteration,
        int attempt,
        long due,
        long since,
        JsonNode raw,
        @Nullable JsonNode input,
        @Nullable Caught caught,
        Map<String, Integer> before) {

    /** @param as the variable that holds the error */
    public record Caught(String as, JsonNode error) {}

    /** The transformed input. */
    public JsonNode given() {
        return input == null ? raw : input;
    }

    @Nullable
    JsonNode error() {
        return caught == null ? null : caught.error();
    }

    Place due(long time) {
        return new Place(path, iteration, attempt, time, since, raw, input, caught, before);
    }

    Place given(JsonNode transformed) {
        return new Place(path, iteration, attempt, due, since, raw, transformed, caught, before);
    }

    Place visited(Visit visit) {
        return new Place(path, visit.iteration(), visit.attempt(), due, since, raw, input, caught, before);
    }

    Place failed(String as, JsonNode error) {
        return new Place(path, iteration, attempt, due, since, raw, input, new Caught(as, error), before);
    }

    Place again(long time) {
        return new Place(path, iteration, attempt + 1, time, since, raw, input, caught, before);
    }

    Place resumed() {
        return new Place(path, iteration, attempt, 0, since, raw, input, null, before);
    }
}
