package dev.signalbox.admin;

import dev.signalbox.flow.secret.Change;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The secrets that processes may name; their values go in and never come out. */
final class SecretsResource implements Resource {

    private static final String PATH = "/api/v1/secrets";

    private final Secrets secrets;

    SecretsResource(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(context -> Answers.json(context, secrets.list().map(list -> Map.of("items", list))));
        router.put(PATH + "/:name").handler(this::put);
        router.delete(PATH + "/:name").handler(this::delete);
    }

    private static String name(RoutingContext context) {
        return new Query(context).path("name");
    }

    private void put(RoutingContext context) {
        secrets.put(name(context), new Query(context).body())
                .map(change -> (Change.Kept) done(change))
                .onSuccess(kept -> Answers.send(context, kept.created() ? 201 : 200, "application/json", kept.shown()))
                .onFailure(context::fail);
    }

    private void delete(RoutingContext context) {
        secrets.delete(name(context))
                .map(SecretsResource::done)
                .onSuccess(gone -> Answers.empty(context))
                .onFailure(context::fail);
    }

    /** What was done; thrown when nothing was. */
    private static Change done(Change change) {
        if (change instanceof Change.Bad bad) {
            throw SourcesResource.faulty(
                    "faulty_secret",
                    bad.problems().stream()
                            .map(problem -> new Sources.Fault(problem.pointer(), problem.message()))
                            .toList());
        }
        if (change instanceof Change.Absent absent) {
            throw Problem.absent("secret", absent.name(), "look at the list of what is there");
        }
        return change;
    }
}
