package dev.signalbox.redis;

import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The libraries that were loaded over any link to a Redis; they are loaded again when it turns out to have lost one. */
final class Libraries {

    private static final Logger LOG = LoggerFactory.getLogger(Libraries.class);
    private static final String LOST = "ERR Function not found";

    private final Set<Library> loaded = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean again = new AtomicBoolean();

    Future<Void> load(RedisLink link, Library library) {
        loaded.add(library);
        return library.load(link);
    }

    /** Redis refused a request; whoever sent it asks again. */
    void refused(RedisLink link, String message) {
        if (message.startsWith(LOST) && again.compareAndSet(false, true)) {
            LOG.warn("Redis has lost Functions of this hub, as after FUNCTION FLUSH: they are loaded again");
            Future.join(loaded.stream().map(library -> library.load(link)).toList())
                    .onFailure(error -> LOG.warn("Functions could not be loaded: {}", error.getMessage()))
                    .onComplete(ignored -> again.set(false));
        }
    }
}
