package dev.signalbox.jq;

/** What one expression may cost. Counts down; a breach is a {@link JqFault}. */
final class Budget {

    /** Characters that regular expressions may look at, for each step. */
    private static final int CHARACTERS = 10;

    /** Characters of a text, or members of an array or object, that a function may be given. */
    static final int VALUE = 256 * 1024;

    private final int most;
    private int steps;
    private int characters;
    private long now;

    /** @param most calls of functions and values that they give */
    Budget(int most) {
        this.most = most;
    }

    void begin(long at) {
        steps = most;
        characters = most * CHARACTERS;
        now = at;
    }

    void step() {
        if (--steps < 0) {
            throw breach("takes more than " + most + " steps");
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

    private static JqFault breach(String what) {
        return new JqFault("the expression " + what + "; make its input smaller or the expression simpler");
    }
}
