package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The task that runs an instance as a part of another one.
 *
 * @param instance that the task is of; in the same partition
 * @param path of the task, with iteration and attempt as those of its place
 * @param level how many instances are around: 1 for a part of one that has no parent
 * @param awaits whether the task waits for the end, so that the end is the task's
 */
public record Parent(String instance, String path, int iteration, int attempt, int level, boolean awaits) {

    /** Deeper is a process that runs itself. */
    public static final int DEEPEST = 16;

    /** How it is kept, and sent. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("instance", instance)
                .put("path", path)
                .put("iteration", iteration)
                .put("attempt", attempt)
                .put("level", level)
                .put("awaits", awaits);
    }

    /** Null when there is none. */
    public static @Nullable Parent of(JsonNode json) {
        return !json.isObject()
                ? null
                : new Parent(
                        json.path("instance").asText(),
                        json.path("path").asText(),
                        json.path("iteration").asInt(),
                        json.path("attempt").asInt(),
                        json.path("level").asInt(),
                        json.path("awaits").asBoolean());
    }
}
