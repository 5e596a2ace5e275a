package dev.signalbox.flow.ingest;

/** Whether a delivery is genuine. */
sealed interface Verification {

    /** It is. */
    record Verified() implements Verification {}

    /**
     * It is not, as far as can be told.
     *
     * @param code stable, such as {@code signature_mismatch}; for operators only
     * @param cause what an operator needs to know
     */
    record Unverified(String code, String cause) implements Verification {

        /** How a proof misses, when it fits none of so many secrets. */
        static String none(int secrets) {
            return secrets == 1 ? "does not fit the one live secret" : "fits none of the " + secrets + " live secrets";
        }
    }

    Verification VERIFIED = new Verified();
}
