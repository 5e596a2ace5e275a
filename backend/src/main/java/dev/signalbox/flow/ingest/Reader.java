package dev.signalbox.flow.ingest;

import io.vertx.core.Future;

/** Fetches what a source has for the hub. Its methods are called on the loop of ingest. */
interface Reader {

    /** Reads from now on, and through all trouble, until it is closed. */
    void start();

    /** What is under way is not acknowledged: it comes again to whoever reads next. */
    Future<Void> close();
}
