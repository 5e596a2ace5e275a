package dev.signalbox.failpoint;

/** A place where a test may make the hub fail. Wired in, never static; the shipped hub uses {@link #NONE}. */
@FunctionalInterface
public interface Failpoints {

    Failpoints NONE = point -> {};

    /** Called when the hub passes the named point; may halt, throw or delay. */
    void pass(String point);
}
