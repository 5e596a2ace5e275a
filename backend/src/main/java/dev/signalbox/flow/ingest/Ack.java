package dev.signalbox.flow.ingest;

/** The answer to a delivery, before it is put into the words of the way it came. */
sealed interface Ack {

    /**
     * It is in the journal.
     *
     * @param generated whether the hub made the id
     */
    record Accepted(String id, int partition, long position, boolean generated) implements Ack {}

    /** It was in the journal already, at this position. */
    record Duplicate(String id, int partition, long position, boolean payloadMismatch) implements Ack {}

    /** It is no event; sending the same again is no use. */
    record Rejected(int status, String code, String detail) implements Ack {}

    /**
     * It could not be taken; sending the same again is safe.
     *
     * @param retryAfter seconds
     */
    record Deferred(String code, String detail, int retryAfter) implements Ack {

        /** Only what is of low priority is put off: to its sender that is a rate that it exceeds. */
        private static final String BULK = "bulk_deferred";

        int status() {
            return code.equals(BULK) ? 429 : 503;
        }
    }
}
