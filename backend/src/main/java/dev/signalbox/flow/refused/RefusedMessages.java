package dev.signalbox.flow.refused;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of the messages of all sources that were no events, to be looked at and discarded. */
public interface RefusedMessages {

    /**
     * Those of a source, which may be gone; the newest first.
     *
     * @param before a {@link Page#next}; null for the newest
     */
    Future<Page> list(String source, @Nullable Long before, int limit);

    /** The ids of the first that came. */
    Future<List<String>> oldest(String source, int most);

    /** Those of these ids that were there are gone: how many. */
    Future<Integer> discard(String source, List<String> ids);

    /** How much is kept of a source; no messages when nothing is. */
    Future<Standing> standing(String source);

    /** Every source of which something is kept, by name. */
    Future<List<Standing>> standings();
}
