package dev.signalbox.flow.match;

import dev.signalbox.sandbox.Exhausted;

/**
 * A rule failed, or did not come to an end; or an event is not what its schema wants. Nothing of the decision counts. Unless it
 * is {@link #undone()}, the session is not usable any more: it has to be built again.
 */
public final class RuleFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final long second;
    private final boolean undone;
    private final boolean breach;
    private final String told;

    private RuleFault(String rule, long second, boolean undone, Throwable cause, String message) {
        super(message, cause);
        this.rule = rule;
        this.second = second;
        this.undone = undone;
        this.breach = cause instanceof Endless
                || cause instanceof TooMany
                || cause instanceof Exhausted
                || cause instanceof StackOverflowError;
        this.told = breach || cause instanceof Refused
                ? message
                : where(rule) + " failed: " + innermost(cause).getClass().getName();
    }

    /**
     * A fault in the words that its author needs.
     *
     * @param rule that fired; empty when none did
     * @param second 0 when it failed for an event
     * @param thrown by the engine; what is the rule's own is told
     */
    static RuleFault of(String rule, long second, boolean undone, Throwable thrown) {
        if (thrown instanceof Endless || thrown instanceof TooMany) {
            return new RuleFault(rule, second, undone, thrown, String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof Exhausted) {
            return stopped(rule, second, undone, thrown, String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof StackOverflowError) {
            return stopped(rule, second, undone, thrown, "it calls itself, and does not come back");
        }
        return new RuleFault(rule, second, undone, thrown, where(rule) + " failed: " + own(thrown));
    }

    /**
     * No rule sees an event, since it is not what its schema wants.
     *
     * @param why without any value of it
     */
    static RuleFault refused(String why) {
        return new RuleFault("", 0, true, new Refused(why), why);
    }

    private static String where(String rule) {
        return rule.isEmpty() ? "a condition" : "rule \"" + rule + '"';
    }

    /** What the rule has thrown, out of what the engine made of it. */
    private static Throwable own(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getClass().getName().startsWith("org.")) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static RuleFault stopped(String rule, long second, boolean undone, Throwable thrown, String why) {
        String whose = rule.isEmpty() ? "a rule" : "rule \"" + rule + '"';
        return new RuleFault(rule, second, undone, thrown, whose + " was stopped: " + why);
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Too many firings for one event; the message names the rule. */
    static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Endless(String message) {
            super(message, null, false, false);
        }
    }

    /** A rule has inserted more than may be remembered. An error, so that what catches exceptions does not swallow it. */
    static final class TooMany extends Error {
        private static final long serialVersionUID = 1L;

        final String rule;

        TooMany(String rule, Shelf full) {
            super(
                    "rule \"" + rule + "\" was stopped: there are " + full.most() + " of " + full.type()
                            + " in this partition that have not expired (--rule-facts); insert fewer, or have them expire sooner",
                    null,
                    false,
                    false);
            this.rule = rule;
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** The rule as {@code pack/rule}; empty when a condition failed that the engine does not name. */
    public String rule() {
        return rule;
    }

    /** The same for a log: what a rule has thrown may quote a value that is to be hidden, so only its kind is told. */
    public String told() {
        return told;
    }

    /** Whether it used more than a rule may, so that it is to be switched off when it does so again. */
    public boolean breach() {
        return breach;
    }

    /** Whether the session is as if the event had never come. */
    public boolean undone() {
        return undone;
    }

    /** The second of the clock at which it failed, milliseconds since the epoch; 0 when it failed for an event. */
    public long second() {
        return second;
    }
}
