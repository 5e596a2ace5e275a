package dev.signalbox.flow.ingest;

/**
 * A delivery that was not taken.
 *
 * @param at milliseconds since the epoch
 * @param source the name in the delivery, cut to 80 characters
 * @param status of the answer; 0 for a queue
 * @param code stable, such as {@code signature_mismatch}
 * @param cause what an operator needs to know; the sender never saw it
 */
public record Refusal(long at, String source, int status, String code, String cause, String traceId) {}
