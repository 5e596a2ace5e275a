package dev.signalbox.flow;

/**
 * What looks at one evaluation have seen, since the first of them.
 *
 * @param second of the clock that is evaluated; 0 for an event
 * @param processor what its thread had used at the last look
 * @param used processor time since the first look, nanoseconds
 * @param waited how long it was seen to do nothing, nanoseconds
 */
record Sight(Watched.Evaluation what, long second, long processor, long used, long waited) {

    private static final double SECOND = 1e9;

    static Sight first(Watched.Evaluation what, long processor) {
        return new Sight(what, what.session().evaluating(), processor, 0, 0);
    }

    /** Whether the same is still under way; a second of the clock after another is something else. */
    boolean isOf(Watched.Evaluation other) {
        return what.number() == other.number() && second == other.session().evaluating();
    }

    /**
     * One look later.
     *
     * @param waits whether its thread waits for something
     * @param span between looks: what lay between them may have been longer, for a process that was stopped
     */
    Sight again(long now, boolean waits, long span) {
        long more = Math.max(0, now - processor);
        return new Sight(what, second, now, used + more, waits ? waited + Math.max(0, span - more) : waited);
    }

    /** How long the rules took, nanoseconds; that others had the processor does not count. */
    long spent() {
        return used + waited;
    }

    double seconds() {
        return spent() / SECOND;
    }
}
