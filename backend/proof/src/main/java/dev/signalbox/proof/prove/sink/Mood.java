package dev.signalbox.proof.prove.sink;

/**
 * How the sink answers while it is told to.
 *
 */
public enum Mood {
    /** As the seed says: most calls well, some badly first. */
    SEEDED,
    /** 200 at once, whatever the seed says. */
    KIND,
    /** 500 for everything. */
    BROKEN,
    /** 429 with Retry-After 1. */
    BUSY,
    /** Longer than the hub waits for, or until another mood. */
    SLOW,
    /** The connection ends without an answer; the call was taken. */
    LOST,
    /** The connection breaks within the answer; the call was taken. */
    CUT
}
