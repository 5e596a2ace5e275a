package dev.signalbox.flow.ingest;

import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The streams that are being read: one reader for each source of that kind that is not paused, at one hub of all. Two may
 * read for a moment while a source goes from hub to hub: the journal knows the second entry of the same id.
 */
final class Streams {

    /** Longer than a read may block, for an unanswered request counts as a lost connection. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final RedisLinks own;
    private final Sources sources;
    private final Outcomes outcomes;
    private final Tools tools;
    private final Predicate<String> here;
    private final Map<String, RedisStreamSource> readers = new HashMap<>();
    private boolean open;

    /** @param here whether this hub is the one that reads a source */
    Streams(Vertx vertx, RedisLinks own, Sources sources, Outcomes outcomes, Tools tools, Predicate<String> here) {
        this.vertx = vertx;
        this.own = own;
        this.sources = sources;
        this.outcomes = outcomes;
        this.tools = tools;
        this.here = here;
    }

    void open() {
        open = true;
        sources.all().forEach(live -> start(live.source()));
    }

    /** Another hub may be the one that reads a source by now. */
    void reshared() {
        List.copyOf(readers.keySet()).stream().filter(here.negate()).forEach(this::changed);
        if (open) {
            sources.all().forEach(live -> start(live.source()));
        }
    }

    /** Follows a change of this source. */
    void changed(String name) {
        RedisStreamSource reader = readers.remove(name);
        Future<Void> stopped = reader == null ? Future.succeededFuture() : reader.close();
        stopped.onComplete(closed -> {
            LiveSource live = sources.find(name);
            if (open && live != null) {
                start(live.source());
            }
        });
    }

    Future<Void> close() {
        open = false;
        List<Future<Void>> closing =
                readers.values().stream().map(RedisStreamSource::close).toList();
        readers.clear();
        return Future.join(closing).mapEmpty();
    }

    private void start(Source source) {
        Source.Stream stream = source.stream();
        if (stream == null || source.paused() || !here.test(source.name()) || readers.containsKey(source.name())) {
            return;
        }
        RedisStreamSource reader =
                new RedisStreamSource(vertx, link(stream), source, stream, new Bus(vertx.eventBus()), outcomes, tools);
        readers.put(source.name(), reader);
        reader.start();
    }

    private RedisLink link(Source.Stream stream) {
        RedisLinks links =
                stream.url() == null ? own : new RedisLinks(vertx, RedisEndpoint.of(stream.url()), tools.random());
        return links.open(TIMEOUT);
    }
}
