package dev.signalbox.proof.prove.world;

import java.io.IOException;
import java.nio.file.Path;

/** The Redis of the hubs. */
public interface Store extends AutoCloseable {

    /** Whether the hub starts it itself: then it gets no address. */
    boolean embedded();

    /** Whether this run may harm it. */
    default boolean ours() {
        return true;
    }

    /** What a hub is told, of the given port, which may be that of a line to it. */
    String url(int port);

    int port();

    long pid();

    /** Where it keeps its files. */
    Path folder();

    /** SIGKILL; returns when it is gone. */
    void kill();

    /** Starts it again, or waits until the hub has; returns when it answers. */
    void start();

    /** SIGSTOP. */
    default void pause() {
        Signals.stop(pid());
    }

    default void goOn() {
        Signals.goOn(pid());
    }

    /** A plain connection to it, past every line. */
    Resp connect() throws IOException;

    @Override
    void close();
}
