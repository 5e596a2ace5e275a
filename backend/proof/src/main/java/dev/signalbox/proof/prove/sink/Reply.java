package dev.signalbox.proof.prove.sink;

/** What a call was answered. */
public enum Reply {
    OK(200),
    /** 200, but late. */
    SLOW(200),
    ERROR(500),
    /** For good. */
    REFUSED(409),
    BUSY(429),
    /** The connection ends without an answer, though the call was taken. */
    LOST(0),
    /** The connection ends within the answer. */
    CUT(0);

    private final int status;

    Reply(int status) {
        this.status = status;
    }

    /** 0 when there is none. */
    public int status() {
        return status;
    }

    /** Whether the caller learns that it was taken, if it waits. */
    public boolean good() {
        return status == 200;
    }
}
