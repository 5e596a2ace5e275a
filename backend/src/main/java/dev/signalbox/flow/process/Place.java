package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance is: one entered task that has not ended.
 *
 * @param path JSON pointer of the task in its definition, such as {@code /do/0/notify}
 * @param iteration which time the task is entered; counts up with loops and redrives
 * @param attempt number of the attempt under way or last made, from 1
 * @param due when its timer ends, milliseconds since the epoch; 0 without a timer
 * @param since when the task was entered
 * @param input the transformed input of the task
 */
public record Place(
        String path,
        int iteration,
        int attempt,
        long due,
        long since,
        @Nullable JsonNode input) {}
