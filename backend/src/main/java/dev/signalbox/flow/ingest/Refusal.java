package dev.signalbox.flow.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was not taken.
 *
 * @param at milliseconds since the epoch
 * @param source the name in the delivery, cut to 80 characters
 * @param status of the answer; 0 for a queue
 * @param code stable, such as {@code signature_mismatch}
 * @param cause what an operator needs to know; the sender never saw it
 * @param message what was refused; null when it was delivered to the listener or the bus
 */
public record Refusal(
        long at,
        String source,
        int status,
        String code,
        String cause,
        String traceId,
        @Nullable Message message) {

    private static final int SHOWN = 4096;

    Refusal with(Message refused) {
        return new Refusal(at, source, status, code, cause, traceId, refused);
    }

    /**
     * What was refused, to be looked at: the broker that it came from may not have it any more.
     *
     * @param fields its headers, and what its broker knew of it
     * @param bytes size of the body
     * @param body its beginning as text; null when the source hides something of it
     */
    public record Message(
            Map<String, String> fields, int bytes, @Nullable String body) {

        static Message of(Delivery delivery) {
            Map<String, String> fields = new LinkedHashMap<>();
            delivery.headers()
                    .names()
                    .forEach(name ->
                            fields.put(name, String.valueOf(delivery.headers().first(name))));
            byte[] body = delivery.body().bytes();
            boolean hides = !delivery.source().redact().isEmpty();
            String text = new String(body, 0, Math.min(SHOWN, body.length), StandardCharsets.UTF_8);
            return new Message(fields, body.length, hides ? null : text);
        }
    }
}
