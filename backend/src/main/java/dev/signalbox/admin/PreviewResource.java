package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.ingest.Sample;
import dev.signalbox.flow.journal.Offer;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a source's text would make of a delivery, or of its last deliveries; nothing is kept. */
final class PreviewResource implements Resource {

    private static final int LAST = 10;

    private final Sources sources;
    private final Events events;

    PreviewResource(Sources sources, Events events) {
        this.sources = sources;
        this.events = events;
    }

    @Override
    public void mount(Router router) {
        router.post(SourcesResource.PATH + "/:name/preview").handler(this::preview);
    }

    private void preview(RoutingContext context) {
        Query query = new Query(context);
        ObjectNode body = query.body();
        if (!(body.path("text") instanceof ObjectNode text)) {
            throw Problem.wrong("there is no text", "send {\"text\": {\"kind\": ...}}, as for PUT");
        }
        String name = query.path("name");
        Future<Sources.Tried> tried = body.has("body")
                ? sources.preview(name, text, List.of(written(body)))
                : last(name).compose(events -> sources.previewLast(name, text, events));
        Answers.json(context, tried.map(PreviewResource::shown));
    }

    private static Map<String, Object> shown(Sources.Tried tried) {
        if (tried instanceof Sources.Tried.Wrong wrong) {
            throw SourcesResource.faulty(wrong.faults());
        }
        return Map.of("items", ((Sources.Tried.Rows) tried).rows());
    }

    private static Sample written(ObjectNode body) {
        if (!body.path("body").isTextual()) {
            throw Problem.wrong("body is no text", "send the delivery's body as one text, exactly as it would come");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : body.path("headers").properties()) {
            headers.put(header.getKey(), header.getValue().asText());
        }
        return new Sample.Written(body.path("body").textValue(), headers);
    }

    private Future<List<Sample.Journaled>> last(String name) {
        Events.Wanted wanted = new Events.Wanted(name, null, null, null, null, null, Events.Range.ALWAYS);
        return events.list(wanted, LAST, null)
                .map(page -> page.items().stream().map(PreviewResource::past).toList());
    }

    private static Sample.Journaled past(Events.Seen seen) {
        Offer offer = seen.entry().offer();
        return new Sample.Journaled(offer.envelope(), offer.key());
    }
}
