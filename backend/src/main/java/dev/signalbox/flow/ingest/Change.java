package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What became of the wish to change a source that is there. */
public sealed interface Change {

    /** It is in force. */
    record Done() implements Change {}

    /**
     * One more secret is live.
     *
     * @param secret its text, told here and never again
     * @param fingerprint as it is shown from now on
     */
    record Rotated(String secret, String fingerprint) implements Change {}

    /**
     * It took a sample.
     *
     * @param ack as its sender would get it
     */
    record Delivered(ObjectNode ack) implements Change {}

    /**
     * Refused messages were taken again.
     *
     * @param taken how many the journal has now
     * @param known how many it had already
     * @param refused how many are still no events
     * @param left how many are kept, these among them
     * @param trouble why it ended early; null when it did not
     */
    record Retaken(
            int taken,
            int known,
            int refused,
            long left,
            @Nullable String trouble) implements Change {}

    /** There is no such source, or no such secret of it. */
    record Absent(String what, String name) implements Change {}

    /**
     * Nothing changed.
     *
     * @param code stable, such as {@code last_secret}
     * @param cause what was wanted and what is in the way
     */
    record Refused(String code, String cause, String nextStep) implements Change {}
}
