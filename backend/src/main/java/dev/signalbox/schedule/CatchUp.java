package dev.signalbox.schedule;

/** What becomes of the ticks that nobody made in their time. */
public enum CatchUp {
    /** One is made, for the newest. */
    ONCE,
    /** Each is made, as far as there are not too many. */
    ALL,
    /** None is made. */
    SKIP
}
