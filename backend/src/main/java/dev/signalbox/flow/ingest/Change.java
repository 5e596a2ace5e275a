package dev.signalbox.flow.ingest;

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
