package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Verification.Unverified;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How far the time under a signature may be from now: what is older may be a replay, what is newer a clock to be mended. */
final class Tolerance {

    static final long SECONDS = 300;

    private Tolerance() {}

    /**
     * Null when the time is near enough.
     *
     * @param where the time stands
     */
    static @Nullable Unverified off(String where, String seconds, InstantSource clock) {
        if (!seconds.matches("[0-9]{1,12}")) {
            return new Unverified("signature_malformed", where + " is not a number of seconds");
        }
        long off = clock.millis() / 1000 - Long.parseLong(seconds);
        return Math.abs(off) <= SECONDS
                ? null
                : new Unverified("signature_expired", "signed " + off + " s before now; 300 either way are allowed");
    }
}
