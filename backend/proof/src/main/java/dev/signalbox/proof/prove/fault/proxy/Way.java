package dev.signalbox.proof.prove.fault.proxy;

/** One of the two directions of a line. */
public enum Way {
    /** From who connected to who listens. */
    THERE,
    BACK
}
