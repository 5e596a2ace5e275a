package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.backtest.Wordless;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The story of an event as a file, for a ticket or a mail. */
final class StoryResource implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(StoryResource.class);

    private final EventStories stories;

    StoryResource(EventStories stories) {
        this.stories = stories;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/events/:id/story.html").handler(this::page);
    }

    private void page(RoutingContext context) {
        stories.one(new Query(context))
                .compose(story -> Future.all(stories.story(story), explanation(story))
                        .map(both -> StoryPage.of(both.resultAt(0), both.resultAt(1))))
                .compose(page -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .putHeader("Content-Disposition", "attachment; filename=\"story.html\"")
                        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(page))
                .onFailure(context::fail);
    }

    /** A story without its explanation is better than none. What a fault says may be a value that is to be hidden. */
    private Future<JsonNode> explanation(Events.Story story) {
        return stories.explanation(story).<JsonNode>map(json -> json).recover(fault -> {
            boolean known = fault instanceof Problem;
            if (!known) {
                LOG.warn("a story goes without its explanation", Wordless.of(fault));
            }
            ObjectNode none = Answers.JSON.createObjectNode();
            return Future.succeededFuture(none.put(
                    "missing",
                    "the explanation could not be made: "
                            + (known ? fault.getMessage() : fault.getClass().getSimpleName() + ", see the hub's log")));
        });
    }
}
