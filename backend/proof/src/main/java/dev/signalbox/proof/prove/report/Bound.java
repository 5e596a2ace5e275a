package dev.signalbox.proof.prove.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What zero failures in so many faults say. */
final class Bound {

    /** Zero in n trials: with 95 % confidence fewer than 3/n. */
    private static final double THREE = 3;

    private Bound() {}

    static String of(JsonNode json) {
        long faults = json.path("figures").path("faults").asLong();
        if (!json.path("verdict").asText().equals("passed") || faults == 0) {
            return "A run that did not pass says nothing about how often the promise holds.";
        }
        return String.format(
                Locale.ROOT,
                "No failure in %d faults does not mean that there is none: by the rule of three it bounds the share of"
                        + " faults after which something goes wrong at %.1f %%, with 95 %% confidence, for faults of these"
                        + " kinds under this load on this machine. Loss of the disk of Redis, and the promotion of a"
                        + " replica that lags behind, are not promised and were not tried.",
                faults,
                100 * Math.min(1, THREE / faults));
    }
}
