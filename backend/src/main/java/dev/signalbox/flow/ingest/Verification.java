package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

        /** Null when each header that a proof stands on came, and came once. */
        static @Nullable Unverified without(Headers headers, String... names) {
            for (String name : names) {
                if (headers.first(name) == null) {
                    return new Unverified("signature_missing", "no header " + name);
                }
            }
            for (String name : names) {
                if (headers.all(name).size() > 1) {
                    return new Unverified("signature_malformed", "header " + name + " came more than once");
                }
            }
            return null;
        }
    }

    /**
     * It cannot be told before something was fetched; then it is asked again.
     *
     * @param fetch fails with a sentence when it cannot be had
     */
    record Unsure(Supplier<Future<Void>> fetch) implements Verification {}

    Verification VERIFIED = new Verified();
}
