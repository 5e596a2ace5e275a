package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is told.
 *
 * @param code stable; for success the empty text
 * @param cause for operators only
 * @param text in place of the body, for senders that read no JSON; its type is among the headers
 * @param closes whether the connection ends with it
 */
record Answer(
        int status,
        String code,
        String cause,
        ObjectNode body,
        @Nullable String text,
        Map<String, String> headers,
        boolean closes) {

    /** As the journal answered. */
    static Answer of(Ack ack) {
        if (ack instanceof Ack.Accepted in) {
            ObjectNode body = kept(in.id(), in.partition(), in.position()).put("duplicate", false);
            return success(202, in.generated() ? body.put("deduplicated", false) : body);
        }
        if (ack instanceof Ack.Duplicate again) {
            ObjectNode body =
                    kept(again.id(), again.partition(), again.position()).put("duplicate", true);
            return success(200, again.payloadMismatch() ? body.put("payloadMismatch", true) : body);
        }
        if (ack instanceof Ack.Rejected no) {
            return Problems.of(no.status(), no.code(), no.detail());
        }
        Ack.Deferred later = (Ack.Deferred) ack;
        return Problems.of(later.status(), later.code(), later.detail() + "; sending the same again is safe")
                .retryAfter(later.retryAfter());
    }

    static Answer success(int status, ObjectNode body) {
        return new Answer(status, "", "", body, null, Map.of(), false);
    }

    static Answer empty(int status, Map<String, String> headers) {
        return new Answer(status, "", "", JsonNodeFactory.instance.objectNode(), null, headers, false);
    }

    /** Says it in the sender's own language. */
    Answer saying(String type, String words) {
        return new Answer(status, code, cause, body, words, headers, closes)
                .with(Map.of("Content-Type", type, "X-Content-Type-Options", "nosniff"));
    }

    boolean isProblem() {
        return !code.isEmpty();
    }

    Answer closing() {
        return new Answer(status, code, cause, body, text, headers, true);
    }

    Answer because(String code, String cause) {
        return new Answer(status, code, cause, body, text, headers, closes);
    }

    Answer with(Map<String, String> more) {
        if (headers.isEmpty()) {
            return new Answer(status, code, cause, body, text, more, closes);
        }
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new Answer(status, code, cause, body, text, all, closes);
    }

    Answer retryAfter(int seconds) {
        return with(Map.of("Retry-After", Integer.toString(Math.max(1, seconds))));
    }

    private static ObjectNode kept(String id, int partition, long position) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("partition", partition)
                .put("position", position);
    }
}
