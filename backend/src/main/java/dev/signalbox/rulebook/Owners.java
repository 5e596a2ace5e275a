package dev.signalbox.rulebook;

import io.vertx.core.Future;

/** Those who own partitions and will have to decide by a new version. */
@FunctionalInterface
public interface Owners {

    /** Builds sessions of a version beside the current ones, up to near the head; done when all are ready. */
    Future<Void> prepare(int version);
}
