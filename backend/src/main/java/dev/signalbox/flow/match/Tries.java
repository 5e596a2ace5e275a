package dev.signalbox.flow.match;

/** Bounds the work of one explanation: a rule with joins may ask for more than anybody waits for. */
final class Tries {

    private static final long CLOCK_EACH = 1_024;

    private final long most;
    private final long deadline;
    private long made;

    /** @param nanos how long it may take */
    Tries(long most, long nanos) {
        this.most = most;
        this.deadline = System.nanoTime() + nanos;
    }

    void one() {
        if (++made > most || (made % CLOCK_EACH == 0 && System.nanoTime() > deadline)) {
            throw new Spent(made);
        }
    }

    /** There is no more of it. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent(long made) {
            super(
                    "it was given up after " + made
                            + " constraints had been tried: let the rule join by key, or look at fewer events",
                    null,
                    false,
                    false);
        }
    }
}
