package dev.signalbox.failpoint;

/** Makes the hub fail where a test wants it to. Wired in, never static; the shipped hub uses {@link #NONE}. */
@FunctionalInterface
public interface Failpoints {

    Failpoints NONE = point -> {};

    /** Called when the hub passes a point; may halt, throw or delay. */
    void pass(Failpoint point);

    /**
     * Asked where a reply has come that somebody waits for. When true, whoever asks acts as if the connection had broken
     * before the reply came: what was asked for is done, and nobody knows.
     */
    default boolean losesReply(Failpoint point) {
        return false;
    }
}
