package dev.signalbox.proof.prove.line;

/** One of the two directions of a line. */
public enum Way {
    /** From who connected to who listens. */
    THERE,
    BACK
}
