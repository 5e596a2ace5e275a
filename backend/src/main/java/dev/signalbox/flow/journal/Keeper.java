package dev.signalbox.flow.journal;

import io.vertx.core.Future;

/** Where entries lie safely before a journal forgets them. */
@FunctionalInterface
public interface Keeper {

    /** Nothing is kept: what is old is gone. */
    Keeper NONE = (partition, first, end, pressing) -> Future.succeededFuture(end);

    /**
     * Keeps the entries from {@code first} to before {@code end}, which are decided, or the first of them.
     *
     * @param pressing whether this is not to wait until there is more, since Redis is nearly full
     * @return the position before which all of them are on disk; {@code first} when it is not yet worth a write
     */
    Future<Long> keep(int partition, long first, long end, boolean pressing);
}
