package dev.signalbox.flow.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CloudEvents handshake against abuse: says who may send, and how much. Callbacks are never called. */
final class Handshake {

    static final String ORIGIN = "WebHook-Request-Origin";
    private static final String HOST = "[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?";

    private Handshake() {}

    static Answer answer(@Nullable String origin, Source source) {
        if (origin == null || !origin.matches(HOST)) {
            return Problems.of(400, "malformed_request", "The header " + ORIGIN + " must name the sender's host.");
        }
        return Answer.empty(
                200,
                Map.of(
                        "Allow",
                        "POST, OPTIONS",
                        "WebHook-Allowed-Origin",
                        origin,
                        "WebHook-Allowed-Rate",
                        Long.toString(source.limits().rate() * 60L)));
    }
}
