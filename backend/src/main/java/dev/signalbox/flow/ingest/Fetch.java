package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Gets what a sender has put down for the hub to fetch: its certificate, the end of its question. */
@FunctionalInterface
public interface Fetch {

    /** The body of an answer with 200; fails with a sentence about what came instead. */
    Future<Buffer> get(String uri);
}
