package dev.signalbox.sandbox;

/**
 * The code of a rule has used up what it may. An error, so that what catches exceptions does not swallow it; and what
 * catches everything meets it again at its next step.
 */
public final class Exhausted extends Error {

    private static final long serialVersionUID = 1L;

    private String rule = "";

    Exhausted(String message) {
        super(message);
    }

    /** Notes whose code it was, {@code pack/rule}, where no code of it runs. */
    public void of(String who) {
        if (rule.isEmpty()) {
            rule = who;
        }
    }

    /** As {@code pack/rule}; empty when the code that was running tells. */
    public String rule() {
        return rule;
    }
}
