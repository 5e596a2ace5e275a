package dev.signalbox.flow.ingest;

import dev.signalbox.event.Envelope;
import java.util.Map;

/** A delivery to try a mapping with. */
public sealed interface Sample {

    /** One that somebody wrote down. */
    record Written(String body, Map<String, String> headers) implements Sample {}

    /** One that came: only what the journal keeps of it, which is no header. */
    record Journaled(Envelope envelope, String key) implements Sample {}
}
