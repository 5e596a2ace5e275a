package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Who may deliver, and what was refused. */
final class SourcesResource implements Resource {

    private static final String PATH = "/api/v1/sources";

    private final Sources sources;

    SourcesResource(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void mount(Router router) {
        new OwnSource().mount(router);
        router.get(PATH).handler(context -> Answers.json(context, sources.list().map(list -> Map.of("items", list))));
        router.get(PATH + "/:name").handler(this::one);
        router.put(PATH + "/:name").handler(this::put);
        router.get(PATH + "/:name/refusals").handler(this::refusals);
    }

    private void one(RoutingContext context) {
        String name = new Query(context).path("name");
        Answers.json(context, sources.find(name).map(source -> Answers.found(source, "source", name)));
    }

    private void put(RoutingContext context) {
        Query query = new Query(context);
        ObjectNode body = query.body();
        sources.put(query.path("name"), body)
                .map(SourcesResource::kept)
                .onSuccess(kept -> Answers.send(context, kept.created() ? 201 : 200, "application/json", kept.shown()))
                .onFailure(context::fail);
    }

    private static Sources.Put.Kept kept(Sources.Put put) {
        if (put instanceof Sources.Put.Wrong wrong) {
            throw Problem.refused(
                    "faulty_source", first(wrong), "look at diagnostics: pointer names the field", wrong.faults());
        }
        return (Sources.Put.Kept) put;
    }

    private static String first(Sources.Put.Wrong wrong) {
        return wrong.faults().isEmpty()
                ? "the source has a fault"
                : wrong.faults().get(0).message();
    }

    private void refusals(RoutingContext context) {
        String name = new Query(context).path("name");
        Answers.json(context, sources.refusals(name).map(refusals -> Answers.found(refusals, "source", name)));
    }
}
