package dev.signalbox.flow.sink;

import io.vertx.core.Future;

/** Brings messages to where one sink leads. Its methods are called on the loop of the sinks, and do not hold it. */
interface Writer {

    /** Whether it arrived; fails only for what is a fault of ours. */
    Future<Sent> write(Message message);

    /** Whether it may stay when nobody sends: it costs nothing then. */
    default boolean mayIdle() {
        return false;
    }

    /** Takes no more; what is under way may end within a short time. */
    Future<Void> close();
}
