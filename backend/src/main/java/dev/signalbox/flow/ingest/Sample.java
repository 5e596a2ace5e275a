package dev.signalbox.flow.ingest;

import dev.signalbox.event.Envelope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A delivery to try a mapping with. */
public sealed interface Sample {

    /** One that somebody wrote down. */
    record Written(String body, Map<String, String> headers) implements Sample {}

    /** One that came: only what the journal keeps of it, which is no header. */
    record Journaled(Envelope envelope, String key) implements Sample {}

    /**
     * One of the last that came to this hub, whether or not it was an event.
     *
     * @param delivery as it came
     * @param journaled what it is in the journal; null when it was no event
     */
    record Came(Delivery delivery, Preview.@Nullable Named journaled) implements Sample {}
}
