package dev.signalbox.flow.journal;

import io.vertx.core.Future;

/** Where entries lie safely before a journal forgets them. */
@FunctionalInterface
public interface Keeper {

    /** Nothing is kept: what is old is gone. */
    Keeper NONE = (partition, first, end) -> Future.succeededFuture(end);

    /**
     * Keeps the entries from {@code first} to before {@code end}, which are decided, or the first of them.
     *
     * @return the position before which all of them are on disk; {@code first} when it is not yet worth a write
     */
    Future<Long> keep(int partition, long first, long end);
}
