package dev.signalbox.flow.process;

import java.util.Locale;

/** The state of an instance, as users see it. */
public enum State {
    RUNNING,
    WAITING,
    RETRYING,
    FINISHED,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return this == FINISHED || this == FAILED || this == CANCELLED;
    }

    /** The word of the glossary. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
