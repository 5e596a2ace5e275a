package dev.signalbox.rulebook;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.Payload;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What cases take from outside of their file.
 *
 * @param payload the content of a file, by its path relative to the case
 * @param example the content of an example by {@code <event>/<index>}, such as {@code push/0}
 * @param mapper maps a delivery as its source would
 * @param partitions number of partitions, as live
 * @param partitionOf partition of a key, as live
 */
public record CaseWorld(
        Function<String, Payload> payload,
        Function<String, Payload> example,
        Function<Delivery, Mapped> mapper,
        int partitions,
        ToIntFunction<String> partitionOf) {

    /** A delivery as its sender would have sent it. */
    public record Delivery(String source, Map<String, String> headers, Payload body) {}

    /** @param key the partition key of the event */
    public record Mapped(Envelope envelope, String key) {}
}
