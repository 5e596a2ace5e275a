package dev.signalbox.flow.journal;

/** What an entry of the journal is: an event, or a command to the partition that reads it. */
public enum Kind {
    EVENT,
    START,
    CANCEL,
    RESUME,
    REGISTER,
    CORRELATE,
    RULEBOOK,
    REDRIVE
}
