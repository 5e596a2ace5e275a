package dev.signalbox.flow.refused;

import dev.signalbox.event.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that was fetched and was no event. Its broker does not have it any more.
 *
 * @param id the same when it comes again before its broker knows that it is kept
 * @param at when it was refused, milliseconds since the epoch
 * @param code stable, such as {@code malformed}
 * @param cause what an operator needs to know
 * @param hides whether the source hid something of its data then, so that its body is shown nowhere
 * @param letter what it was
 */
public record RefusedMessage(
        String id, String source, long at, String code, String cause, boolean hides, Letter letter) {

    /** The same, refused again for another reason. */
    public RefusedMessage because(String otherCode, String otherCause) {
        return new RefusedMessage(id, source, at, otherCode, otherCause, hides, letter);
    }

    /**
     * What a broker handed over.
     *
     * @param form how the event should lie in it, as its reader called it
     * @param headers its own, and what its broker knew of it
     * @param place what its broker knew it by; null when by nothing
     * @param traceParent W3C trace context
     */
    public record Letter(
            String form,
            List<Map.Entry<String, String>> headers,
            @Nullable String place,
            String traceParent,
            Payload body) {}
}
