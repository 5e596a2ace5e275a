package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One line of an instance's timeline.
 *
 * @param what of the instance: queued, begun, skipped, redriven, compensating, compensated, finished, cancelled, discarded; of a
 *     task: started, scheduled, succeeded, failed, retrying, waiting, listening, heard, asked, approved, rejected, emitted, chose, caught, exported, skipped,
 *     and what a person did, which ends in "by hand"
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
