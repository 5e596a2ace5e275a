package dev.signalbox.flow.process;

import java.util.Locale;

/** The state of an instance, as users see it. */
public enum State {
    RUNNING,
    WAITING,
    RETRYING,
    FINISHED,
    FAILED,
    CANCELLED,
    COMPENSATING,
    COMPENSATED;

    public boolean ended() {
        return this == FINISHED || this == FAILED || this == CANCELLED || this == COMPENSATED;
    }

    /** Whether something may be under way, so that the next owner has to take it up. */
    public boolean active() {
        return this == RUNNING || this == COMPENSATING;
    }

    /** The word of the glossary. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
