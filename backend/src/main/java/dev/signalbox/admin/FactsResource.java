package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.facts.FactPath;
import dev.signalbox.facts.FactType;
import dev.signalbox.schema.Proposal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Types and paths that were seen in recorded events, for who writes rules about them, or schemas. */
final class FactsResource implements Resource {

    private static final String PATH = "/api/v1/facts";

    private final KnownFacts facts;

    FactsResource(KnownFacts facts) {
        this.facts = facts;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(context -> Answers.json(context, facts.list().map(FactsResource::view)));
        router.get(PATH + "/:type").handler(this::one);
        router.get(PATH + "/:type/schema").handler(this::schema);
    }

    private void one(RoutingContext context) {
        String type = new Query(context).path("type");
        Answers.json(
                context,
                facts.find(type)
                        .map(found -> sheet(Answers.found(found, "type of recorded events", type)
                                .type())));
    }

    private void schema(RoutingContext context) {
        String type = new Query(context).path("type");
        Answers.json(
                context,
                facts.find(type)
                        .map(found -> proposal(Answers.found(found, "type of recorded events", type)
                                .type())));
    }

    private static ObjectNode proposal(FactType type) {
        return head(type)
                .put("since", type.since())
                .put("whole", type.whole())
                .put("enough", type.seen() >= Proposal.ENOUGH)
                .put(
                        "schema",
                        Proposal.of(
                                type.seen(),
                                type.paths().stream()
                                        .map(path ->
                                                new Proposal.Seen(path.path(), path.kinds(), path.form(), path.seen()))
                                        .toList()));
    }

    private static ObjectNode view(KnownFacts.View view) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        view.types()
                .forEach(type -> items.add(head(type).put("paths", type.paths().size())));
        return json.put("looked", view.looked());
    }

    private static ObjectNode head(FactType type) {
        ObjectNode json = Answers.JSON
                .createObjectNode()
                .put("type", type.type())
                .put("seen", type.seen())
                .put("lastSeen", type.lastSeen());
        type.sources().forEach(json.putArray("sources")::add);
        return json;
    }

    private static ObjectNode sheet(FactType type) {
        ObjectNode json = head(type).put("whole", type.whole());
        ArrayNode paths = json.putArray("paths");
        type.paths().forEach(path -> paths.add(path(path)));
        return json;
    }

    private static ObjectNode path(FactPath path) {
        ObjectNode json = Answers.JSON.createObjectNode().put("path", path.path());
        path.kinds().forEach(json.putArray("kinds")::add);
        return json.put("seen", path.seen()).put("example", path.example()).put("hidden", path.hidden());
    }
}
