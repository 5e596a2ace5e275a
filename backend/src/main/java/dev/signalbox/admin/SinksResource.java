package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.sink.Change;
import dev.signalbox.flow.sink.Sent;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Where messages can go, and whether they get there. */
final class SinksResource implements Resource {

    private static final String PATH = "/api/v1/sinks";

    private final Sinks sinks;

    SinksResource(Sinks sinks) {
        this.sinks = sinks;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(context -> Answers.json(context, sinks.list().map(list -> Map.of("items", list))));
        router.get(PATH + "/:name").handler(this::one);
        router.put(PATH + "/:name").handler(this::put);
        router.delete(PATH + "/:name").handler(this::delete);
        router.post(PATH + "/:name/rotate").handler(this::rotate);
        router.post(PATH + "/:name/test").handler(this::test);
    }

    private static String name(RoutingContext context) {
        return new Query(context).path("name");
    }

    private void one(RoutingContext context) {
        String name = name(context);
        Answers.json(context, sinks.find(name).map(sink -> Answers.found(sink, "sink", name)));
    }

    private void put(RoutingContext context) {
        sinks.put(name(context), new Query(context).body())
                .map(change -> (Change.Kept) done(change))
                .onSuccess(kept -> Answers.send(context, kept.created() ? 201 : 200, "application/json", kept.shown()))
                .onFailure(context::fail);
    }

    private void delete(RoutingContext context) {
        sinks.delete(name(context))
                .map(SinksResource::done)
                .onSuccess(gone -> Answers.empty(context))
                .onFailure(context::fail);
    }

    private void rotate(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        if (body.has("secret") && body.path("secret").asText().isBlank()) {
            throw Problem.wrong("secret is empty or no text", "leave it out and one is made, or give the new one");
        }
        Future<Change> change = sinks.rotate(name(context), body.path("secret").textValue());
        Answers.json(context, change.map(SinksResource::done).map(done -> rotated((Change.Rotated) done)));
    }

    private static ObjectNode rotated(Change.Rotated rotated) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("secret", rotated.secret())
                .put("fingerprint", rotated.fingerprint())
                .set("sink", rotated.shown());
    }

    private void test(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        Future<Change> change = sinks.test(name(context), body.path("to").textValue());
        Answers.json(context, change.map(SinksResource::done).map(done -> tested(((Change.Tested) done).outcome())));
    }

    private static ObjectNode tested(Sent outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof Sent.Arrived arrived) {
            return json.put("arrived", true).set("where", arrived.where());
        }
        Sent.Failed failed = (Sent.Failed) outcome;
        return json.put("arrived", false)
                .put("status", failed.status())
                .put("title", failed.title())
                .put("detail", failed.detail());
    }

    /** What was done; thrown when nothing was. */
    private static Change done(Change change) {
        if (change instanceof Change.Bad bad) {
            throw SourcesResource.faulty(
                    "faulty_sink",
                    bad.problems().stream()
                            .map(problem -> new Sources.Fault(problem.pointer(), problem.message()))
                            .toList());
        }
        if (change instanceof Change.Denied denied) {
            throw Problem.of(
                    422, "egress_denied", denied.sentence(), "give another url, or start the hub with --egress-allow");
        }
        if (change instanceof Change.Absent absent) {
            throw Problem.absent("sink", absent.name(), "look at the list of what is there");
        }
        if (change instanceof Change.Refused refused) {
            throw Problem.of(409, refused.code(), refused.cause(), refused.nextStep());
        }
        return change;
    }
}
