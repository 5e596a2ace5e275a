package dev.signalbox.flow.process;

/** What one expression may cost. Counts down; a breach is a fault of type {@code expression}. */
final class Budget {

    /** Calls of functions and values that they give. */
    static final int STEPS = 100_000;

    /** Characters that regular expressions may look at. */
    static final int CHARACTERS = 1_000_000;

    /** Characters of a text, or members of an array or object, that a function may be given. */
    static final int VALUE = 256 * 1024;

    private int steps;
    private int characters;
    private long now;

    void begin(long at) {
        steps = STEPS;
        characters = CHARACTERS;
        now = at;
    }

    void step() {
        if (--steps < 0) {
            throw breach("takes more than " + STEPS + " steps");
        }
    }

    void character() {
        if (--characters < 0) {
            throw breach("matches a regular expression for too long");
        }
    }

    void value(int size) {
        if (size > VALUE) {
            throw breach("makes a value of more than " + VALUE + " characters or members");
        }
    }

    long now() {
        return now;
    }

    private static Faulted breach(String what) {
        return Faulted.expression("the expression " + what + "; make its input smaller or the expression simpler");
    }
}
