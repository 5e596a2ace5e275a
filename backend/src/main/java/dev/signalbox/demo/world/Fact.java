package dev.signalbox.demo.world;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * Something that happened in the world, as it is told to the hub: always under the same id, however often it is told.
 *
 * @param id of the event; the same at every delivery
 */
record Fact(String id, Form form) {

    /** How it is told. */
    sealed interface Form {}

    /** A webhook or a CloudEvent: one POST to the ingest port. */
    record Hook(String path, Map<String, String> headers, Buffer body) implements Form {}

    /** An entry of a stream in Redis. */
    record Entry(String stream, Map<String, String> fields) implements Form {}
}
