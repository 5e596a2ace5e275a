package dev.signalbox.egress;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/**
 * A call to the outside.
 *
 * @param uri absolute, {@code http} or {@code https}, without user info and fragment
 * @param headers sent as they are; one that HTTP could misread is refused, never cleaned
 * @param body empty for none
 * @param timeout for the whole call, from its turn to the last byte of the answer
 */
public record Outgoing(String method, String uri, Map<String, String> headers, Buffer body, Duration timeout) {

    /** How long a call may take when nobody says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
}
