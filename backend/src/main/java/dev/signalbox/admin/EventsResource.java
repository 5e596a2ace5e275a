package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Events.Story;
import dev.signalbox.admin.Instances.Run;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came in, and the whole story of it. */
final class EventsResource implements Resource {

    private static final String PATH = "/api/v1/events";
    private static final Set<String> STATES = Set.of("journaled", "decided", "quarantined");
    private static final Set<String> OUTCOMES = Set.of("matched", "unmatched", "failed", "duplicate");

    /** More than a reader can read; the list of instances has the rest. */
    private static final int MOST_RUNS = 50;

    private final Events events;
    private final Instances instances;
    private final Explanations explanations;

    EventsResource(Events events, Instances instances, Explanations explanations) {
        this.events = events;
        this.instances = instances;
        this.explanations = explanations;
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
        Answers.json(context, one(context).compose(this::withRuns));
    }

    private Future<ObjectNode> withRuns(Story story) {
        List<Future<Optional<Run>>> runs = story.seen().instances().stream()
                .limit(MOST_RUNS)
                .map(instances::find)
                .toList();
        return Future.all(new ArrayList<>(runs))
                .map(all -> StoryJson.story(
                        story,
                        runs.stream().flatMap(run -> run.result().stream()).toList()));
    }

    private void data(RoutingContext context) {
        one(context)
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
        Answers.json(context, one(context).compose(this::explain));
    }

    private Future<ObjectNode> explain(Story story) {
        Entry entry = story.seen().entry();
        EventId id = entry.offer().envelope().id();
        Decision decision = story.decisions().stream()
                .map(Events.Decided::decision)
                .reduce((first, second) -> second)
                .orElse(null);
        return explanations.explain(entry, decision).map(explained -> {
            ObjectNode json = Answers.JSON.valueToTree(explained);
            json.put("id", id.id()).put("source", id.source());
            return json.put("decidedBy", decision == null ? null : Integer.valueOf(decision.rulebook()));
        });
    }

    private Future<Story> one(RoutingContext context) {
        Query query = new Query(context);
        String id = query.path("id");
        return events.find(id, query.text("source")).map(found -> {
            if (found.size() > 1) {
                throw Problem.of(
                        409,
                        "ambiguous_id",
                        "several sources have an event with this id",
                        "add ?source= " + names(found));
            }
            return Answers.found(found.stream().findFirst(), "event", id);
        });
    }

    private static String names(List<Story> stories) {
        return String.join(
                " or ",
                stories.stream()
                        .map(story ->
                                story.seen().entry().offer().envelope().id().source())
                        .toList());
    }
}
