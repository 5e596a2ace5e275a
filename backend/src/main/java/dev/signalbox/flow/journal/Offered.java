package dev.signalbox.flow.journal;

/** What the journal made of an offer. */
public sealed interface Offered {

    /** It is on disk, with the default durability. */
    record Accepted(int partition, long position, long at) implements Offered {}

    /**
     * It was there already.
     *
     * @param position of the first delivery
     * @param payloadMismatch whether this delivery carried another body
     */
    record Duplicate(int partition, long position, boolean payloadMismatch) implements Offered {}

    /**
     * It is not known to be there; offering the same again is safe.
     *
     * @param code {@code journal_unavailable}, {@code journal_full}, {@code overloaded}, or {@code gate_closed}
     * @param retryAfter seconds after which another try makes sense
     */
    record Refused(String code, String reason, int retryAfter) implements Offered {}
}
