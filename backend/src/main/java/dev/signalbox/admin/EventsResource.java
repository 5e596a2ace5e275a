package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Events.Story;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What came in, and the whole story of it. */
final class EventsResource implements Resource {

    private static final String PATH = "/api/v1/events";
    private static final Set<String> STATES = Set.of("journaled", "decided", "quarantined");
    private static final Set<String> OUTCOMES = Set.of("matched", "unmatched", "failed", "duplicate");

    private final Events events;
    private final EventStories stories;

    EventsResource(Events events, EventStories stories) {
        this.events = events;
        this.stories = stories;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(this::list);
        router.get(PATH + "/:id").handler(this::story);
        router.get(PATH + "/:id/data").handler(this::data);
        router.get(PATH + "/:id/explanation").handler(this::explanation);
    }

    private void list(RoutingContext context) {
        Query query = new Query(context);
        Events.Wanted wanted = new Events.Wanted(
                query.text("source"),
                query.text("type"),
                query.text("subject"),
                query.text("rule"),
                query.oneOf("state", STATES),
                query.oneOf("outcome", OUTCOMES),
                new Events.Range(query.time("from", 0), query.time("to", Long.MAX_VALUE)));
        Answers.json(
                context,
                events.list(wanted, query.limit(), query.text("before")).map(EventsResource::page));
    }

    private static ObjectNode page(Events.Page page) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(seen -> items.add(StoryJson.event(seen)));
        return json.put("next", page.next()).put("scanned", page.scanned());
    }

    private void story(RoutingContext context) {
        Answers.json(context, stories.one(new Query(context)).compose(stories::story));
    }

    private void data(RoutingContext context) {
        stories.one(new Query(context))
                .compose(story -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                        .putHeader("Content-Disposition", "attachment; filename=\"event-data\"")
                        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(Buffer.buffer(bytes(story))))
                .onFailure(context::fail);
    }

    private static byte[] bytes(Story story) {
        return story.seen().entry().offer().envelope().data().bytes();
    }

    private void explanation(RoutingContext context) {
        Answers.json(context, stories.one(new Query(context)).compose(stories::explanation));
    }
}
