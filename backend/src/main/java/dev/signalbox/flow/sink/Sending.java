package dev.signalbox.flow.sink;

import io.vertx.core.Future;

/** Sends a message to the sink that it names; from any thread, which it does not hold. */
@FunctionalInterface
public interface Sending {

    /** The future does not fail, and does not stay open: what went wrong is a {@link Sent}. */
    Future<Sent> send(Message message);
}
