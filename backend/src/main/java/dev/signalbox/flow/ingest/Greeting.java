package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What a sender asks before it sends, or in place of an event. */
interface Greeting {

    /** It never does. */
    Greeting NONE = new Greeting() {};

    /** The answer to a question put with GET; null when it is none. */
    default @Nullable Answer asked(@Nullable String query) {
        return null;
    }

    /** The answer to a genuine delivery that is no event; null when it is one. */
    default @Nullable Future<Answer> told(Arrival genuine) {
        return null;
    }
}
