package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Every way in which a delivery is refused: RFC 9457, with a code that never changes. */
final class Problems {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("unverified", "Not verified"),
            Map.entry("unknown_source", "Not found"),
            Map.entry("malformed", "Malformed"),
            Map.entry("malformed_request", "Malformed request"),
            Map.entry("path_invalid", "Invalid path"),
            Map.entry("too_complex", "Too complex"),
            Map.entry("method_not_allowed", "Method not allowed"),
            Map.entry("timeout", "Too slow"),
            Map.entry("body_too_large", "Body too large"),
            Map.entry("line_too_long", "Request line too long"),
            Map.entry("headers_too_large", "Headers too large"),
            Map.entry("unsupported_media_type", "Unsupported media type"),
            Map.entry("unsupported_encoding", "Unsupported content encoding"),
            Map.entry("expectation_failed", "Expectation failed"),
            Map.entry("mapping_failed", "Mapping failed"),
            Map.entry("upgrade_refused", "No upgrade"),
            Map.entry("source_rate", "Too many deliveries"),
            Map.entry("overloaded", "Overloaded"),
            Map.entry("paused", "Paused"),
            Map.entry("journal_unavailable", "Journal unavailable"),
            Map.entry("sender_unreachable", "Sender unreachable"),
            Map.entry("bulk_deferred", "Bulk put off"),
            Map.entry("backlog_stale", "Backlog too old"),
            Map.entry("journal_full", "Journal full"),
            Map.entry("gate_closed", "Journal closed"));

    /** The same to the byte for every cause and every name: a stranger learns nothing. */
    static final Answer UNVERIFIED = of(
            401,
            "unverified",
            "The delivery could not be verified. The cause is in the list of refusals of its source.");

    /** The same to the byte for every path that leads nowhere. */
    static final Answer UNKNOWN_SOURCE = of(
            404,
            "unknown_source",
            "No source takes deliveries here. They go to POST /hooks/{source}, CloudEvents to POST /events/{source}.");

    private Problems() {}

    static Answer of(int status, String code, String detail) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "/docs/errors/" + code)
                .put("title", title(code))
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
        return new Answer(status, code, detail, body, null, Map.of(), false);
    }

    /** What the sender put down for the hub could not be fetched; it must send again, for nothing is known of the event. */
    static Answer unreachable(Throwable cause) {
        return of(503, "sender_unreachable", "What the sender put down for the hub could not be fetched.")
                .because("sender_unreachable", String.valueOf(cause.getMessage()))
                .retryAfter(5);
    }

    private static String title(String code) {
        return TITLES.getOrDefault(code, "Refused");
    }
}
