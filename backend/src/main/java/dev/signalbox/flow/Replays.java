package dev.signalbox.flow;

/** Is told how far the replays of rule windows are, which may take seconds. Called on the threads of partitions. */
public interface Replays {

    /** So many of the entries are replayed; all of them when it is over. */
    void replayed(int partition, long done, long all);

    /** A replay is over, whether it came to its end or not: so many entries took so long. */
    default void took(long entries, long millis) {}
}
