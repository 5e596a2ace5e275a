package dev.signalbox.flow.match;

/** Bounds the work of one explanation: a rule with joins may ask for more than anybody waits for. */
final class Tries {

    private static final long CLOCK_EACH = 1_024;

    private long left;
    private final long end;
    private long most;
    private long deadline;
    private long made;

    /** @param nanos how long it may take */
    Tries(long most, long nanos) {
        this.left = most;
        this.most = most;
        this.end = System.nanoTime() + nanos;
        this.deadline = end;
    }

    /** What comes next may take one of so many equal shares of what is left; what it leaves is for those after it. */
    void share(long shares) {
        left = Math.max(0, left - made);
        made = 0;
        most = left / shares;
        long now = System.nanoTime();
        deadline = now + Math.max(0, end - now) / shares;
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
