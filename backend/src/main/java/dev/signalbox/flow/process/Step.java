package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One line of an instance's timeline.
 *
 * @param what started, exported, chose, scheduled, succeeded, failed, retrying, waiting, emitted, skipped, caught, finished, cancelled, redriven,
 *     skipped by hand, hurried by hand
 * @param path of the task, empty for the instance itself
 * @param task name of the task
 * @param detail what a reader wants to see: request, output, fault, due time
 */
public record Step(
        long at,
        String what,
        String path,
        String task,
        int attempt,
        @Nullable JsonNode detail) {}
