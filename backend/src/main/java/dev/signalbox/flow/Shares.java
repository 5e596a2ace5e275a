package dev.signalbox.flow;

/** Which partitions this hub is to own, among all hubs. Answers at once, on any thread. */
public interface Shares {

    /** Whether a partition that is owned is to be kept. */
    boolean keeps(int partition);

    /** Whether a partition may be claimed, by what was heard just now. */
    boolean takes(int partition);

    /** Whether nobody else appends to the journal. */
    boolean isAlone();
}
