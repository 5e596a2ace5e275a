package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Sources.Change;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may deliver, and what was refused. */
final class SourcesResource implements Resource {

    static final String PATH = "/api/v1/sources";

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
        router.delete(PATH + "/:name").handler(this::delete);
        router.post(PATH + "/:name/pause").handler(context -> change(context, sources.turn(name(context), false)));
        router.post(PATH + "/:name/resume").handler(context -> change(context, sources.turn(name(context), true)));
        router.post(PATH + "/:name/sample").handler(context -> change(context, sources.sample(name(context))));
        router.post(PATH + "/:name/rotate").handler(this::rotate);
        router.delete(PATH + "/:name/secrets/:fingerprint").handler(this::removeSecret);
        router.get(PATH + "/:name/snippets").handler(this::snippets);
        router.get(PATH + "/:name/refusals").handler(this::refusals);
    }

    private static String name(RoutingContext context) {
        return new Query(context).path("name");
    }

    private void one(RoutingContext context) {
        String name = name(context);
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
            throw faulty(wrong.faults());
        }
        return (Sources.Put.Kept) put;
    }

    static Problem faulty(List<Sources.Fault> faults) {
        return faulty("faulty_source", faults);
    }

    static Problem faulty(String code, List<Sources.Fault> faults) {
        String first = faults.isEmpty() ? "the text has a fault" : faults.get(0).message();
        return Problem.refused(code, first, "look at diagnostics: pointer names the field", faults);
    }

    private void delete(RoutingContext context) {
        sources.delete(name(context))
                .map(SourcesResource::done)
                .onSuccess(gone -> Answers.empty(context))
                .onFailure(context::fail);
    }

    private void rotate(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        if (body.has("secret") && body.path("secret").asText().isBlank()) {
            throw Problem.wrong("secret is empty or no text", "leave it out and one is made, or give the sender's own");
        }
        change(context, sources.rotate(name(context), body.path("secret").textValue()));
    }

    private void removeSecret(RoutingContext context) {
        change(context, sources.removeSecret(name(context), new Query(context).path("fingerprint")));
    }

    private static void change(RoutingContext context, Future<Change> change) {
        Answers.json(context, change.map(SourcesResource::done));
    }

    /** As it is now; null when it is gone. */
    static @Nullable Object done(Change change) {
        if (change instanceof Change.Absent absent) {
            throw Problem.absent(absent.what(), absent.name(), "look at the list of what is there");
        }
        if (change instanceof Change.Refused refused) {
            throw Problem.of(409, refused.code(), refused.cause(), refused.nextStep());
        }
        return change instanceof Change.Done done ? done.shown() : change;
    }

    private void snippets(RoutingContext context) {
        String name = name(context);
        Answers.json(
                context, sources.snippets(name).map(items -> Map.of("items", Answers.found(items, "source", name))));
    }

    private void refusals(RoutingContext context) {
        String name = name(context);
        Answers.json(context, sources.refusals(name).map(refusals -> Answers.found(refusals, "source", name)));
    }
}
