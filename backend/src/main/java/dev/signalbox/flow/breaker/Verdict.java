package dev.signalbox.flow.breaker;

/**
 * What a call says of its target.
 *
 * @param cause one line; empty unless it failed
 */
public record Verdict(Kind kind, String cause) {

    /** Whether the target works. */
    public enum Kind {
        GOOD,
        FAILED,
        /** No call was made, so nobody knows. */
        UNKNOWN
    }

    public static final Verdict GOOD = new Verdict(Kind.GOOD, "");
    public static final Verdict UNKNOWN = new Verdict(Kind.UNKNOWN, "");

    public static Verdict failed(String cause) {
        return new Verdict(Kind.FAILED, cause);
    }
}
