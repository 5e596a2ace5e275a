package dev.signalbox.admin;

import dev.signalbox.feed.Feed;
import dev.signalbox.feed.Filter;
import dev.signalbox.feed.Tally;
import dev.signalbox.security.Sessions;
import dev.signalbox.security.Sessions.Session;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the live stream to a browser. */
final class StreamResource implements Resource {

    /** Each costs a look at the feed ten times a second. */
    static final int MOST_WATCHERS = 100;

    private static final Set<String> TOPICS = Set.of("feed", "stats");

    private final Vertx vertx;
    private final Feed feed;
    private final Tally tally;
    private final Sessions sessions;
    private int watchers;

    StreamResource(Vertx vertx, Feed feed, Tally tally, Sessions sessions) {
        this.vertx = vertx;
        this.feed = feed;
        this.tally = tally;
        this.sessions = sessions;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/stream").handler(this::open);
    }

    private void open(RoutingContext context) {
        List<String> topics = topics(new Query(context).text("topics"));
        Filter filter = filter(new Query(context).text("filter"));
        if (watchers >= MOST_WATCHERS) {
            throw Problem.of(
                    503,
                    "too_many_watchers",
                    MOST_WATCHERS + " live views of this hub are open already",
                    "close one, or ask the API instead");
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        Watcher watcher = new Watcher(response, feed, tally, filter);
        String lastId = context.request().getHeader("Last-Event-ID");
        OptionalLong from = lastId == null ? OptionalLong.empty() : feed.after(lastId);
        watcher.begin(topics, from.orElse(feed.now()), lastId != null && from.isEmpty());
        watch(watcher, response, context.get(Doorkeeper.SESSION));
    }

    private void watch(Watcher watcher, HttpServerResponse response, @Nullable Session session) {
        watchers++;
        long timer = vertx.setPeriodic(Watcher.BEAT_MILLIS, tick -> {
            if (session != null && !sessions.alive(session.id())) {
                watcher.end();
            } else {
                watcher.beat();
            }
        });
        response.exceptionHandler(gone -> leave(timer));
        response.endHandler(ended -> leave(timer));
        response.closeHandler(closed -> leave(timer));
    }

    /** Told of one end by up to three ways; a timer can be cancelled once. */
    private void leave(long timer) {
        if (vertx.cancelTimer(timer)) {
            watchers--;
        }
    }

    private static List<String> topics(@Nullable String text) {
        List<String> topics = text == null ? List.of("feed", "stats") : List.of(text.split(",", -1));
        if (!TOPICS.containsAll(topics)) {
            throw Problem.wrong("topics is \"" + Problem.cut(text) + '"', "use feed, stats, or feed,stats");
        }
        return topics;
    }

    private static Filter filter(@Nullable String text) {
        try {
            return text == null ? Filter.ALL : Filter.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.wrong(String.valueOf(e.getMessage()), "write field:value, -field:value or a word");
        }
    }
}
