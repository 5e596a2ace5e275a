package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.feed.Facets;
import dev.signalbox.feed.Feed;
import dev.signalbox.feed.Filter;
import dev.signalbox.feed.Tally;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;

/** One open stream. It writes on beats only; while the browser is slow it skips beats, and counts what it left out. */
final class Watcher {

    static final long BEAT_MILLIS = 100;

    private static final int BEATS_PER_STATS = 10;
    private static final int BEATS_PER_HEARTBEAT = 150;
    private static final int MOST_MOMENTS = 200;

    private final HttpServerResponse response;
    private final Feed feed;
    private final Tally tally;
    private final Filter filter;
    private boolean wantsFeed;
    private boolean wantsStats;
    private long next;
    private long beats;

    Watcher(HttpServerResponse response, Feed feed, Tally tally, Filter filter) {
        this.response = response;
        this.feed = feed;
        this.tally = tally;
        this.filter = filter;
    }

    /** @param gap whether moments were missed that nobody knows any more */
    void begin(List<String> topics, long from, boolean gap) {
        wantsFeed = topics.contains("feed");
        wantsStats = topics.contains("stats");
        next = from;
        write("retry: 2000\n\n");
        if (gap) {
            event("gap", Map.of("since", feed.id(from)));
        }
        if (wantsStats) {
            event("stats", tally.stats());
        }
    }

    void beat() {
        beats++;
        if (response.ended() || response.closed() || response.writeQueueFull()) {
            return;
        }
        if (wantsFeed) {
            frame();
        }
        if (wantsStats && beats % BEATS_PER_STATS == 0) {
            event("stats", tally.stats());
        }
        if (beats % BEATS_PER_HEARTBEAT == 0) {
            write(": heartbeat\n\n");
        }
    }

    void end() {
        if (!response.ended()) {
            response.end().onFailure(gone -> response.reset());
        }
    }

    private void frame() {
        Feed.Frame frame = feed.since(next, filter, MOST_MOMENTS);
        next = frame.next();
        if (!frame.moments().isEmpty() || frame.skipped() > 0) {
            List<Map<String, Object>> moments = frame.moments().stream()
                    .map(moment -> Facets.of(moment).toMap())
                    .toList();
            event("feed", Map.of("moments", moments, "skipped", frame.skipped()));
        }
    }

    private void event(String name, Object data) {
        try {
            write("id: " + feed.id(next) + "\nevent: " + name + "\ndata: " + Answers.JSON.writeValueAsString(data)
                    + "\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame cannot be written as JSON", e);
        }
    }

    private void write(String text) {
        response.write(text).onFailure(gone -> response.reset());
    }
}
