package dev.signalbox.sandbox;

/**
 * The code of a rule has used up what it may. An error, so that what catches exceptions does not swallow it; and what
 * catches everything meets it again at its next step.
 */
public final class Exhausted extends Error {

    private static final long serialVersionUID = 1L;

    Exhausted(String message) {
        super(message);
    }
}
