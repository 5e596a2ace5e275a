package dev.signalbox.flow.ingest;

import dev.signalbox.event.Payload;
import org.jspecify.annotations.Nullable;

/**
 * One arrival of an event, found genuine but not yet read. It travels over the event bus by reference.
 *
 * @param source as it was when the delivery was verified
 * @param body raw bytes; nobody may write to them
 * @param fallbackId the id when the sender gives none, the same when it is delivered again; null to make one
 * @param traceParent W3C trace context
 * @param received milliseconds since the epoch
 * @param verified milliseconds since the epoch
 */
record Delivery(
        Source source,
        Form form,
        Headers headers,
        Payload body,
        @Nullable String fallbackId,
        String traceParent,
        long received,
        long verified) {

    /** With another body, read as the sender's own JSON. */
    Delivery of(Payload other) {
        return new Delivery(source, Form.HOOK, headers, other, fallbackId, traceParent, received, verified);
    }

    /** As if it had come when the source was another, or was told otherwise. */
    Delivery as(Source other) {
        return new Delivery(other, form, headers, body, fallbackId, traceParent, received, verified);
    }

    /** How the event lies in the delivery. */
    enum Form {
        /** The body is the sender's own JSON. */
        HOOK,
        /** The body is the fields of a form, which become an object of JSON. */
        FORM,
        /** The body is a CloudEvent as JSON. */
        STRUCTURED,
        /** Attributes are headers, the body is the data. */
        BINARY,
        /** Fields of an entry of a stream. */
        ENTRY,
        /** A message of a broker. */
        MESSAGE,
        /** One time of a schedule, whose id is that time. */
        TICK,
        /** A CloudEvent as JSON from inside the process, without the formalities. */
        BUS
    }
}
