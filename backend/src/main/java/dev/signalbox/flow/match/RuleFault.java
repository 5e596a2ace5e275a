package dev.signalbox.flow.match;

/**
 * A rule failed, or did not come to an end. Nothing of the decision counts, and the session is not usable any more: it
 * has to be built again.
 */
public final class RuleFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final long second;

    RuleFault(String rule, long second, String message, Throwable cause) {
        super(message, cause);
        this.rule = rule;
        this.second = second;
    }

    /** The rule as {@code pack/rule}; empty when a condition failed that the engine does not name. */
    public String rule() {
        return rule;
    }

    /** The second of the clock at which it failed, milliseconds since the epoch; 0 when it failed for an event. */
    public long second() {
        return second;
    }
}
