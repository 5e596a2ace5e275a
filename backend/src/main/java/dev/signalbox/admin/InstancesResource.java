package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Parent;
import dev.signalbox.flow.process.Queued;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Running and ended processes. */
final class InstancesResource implements Resource {

    private static final Set<String> STATES =
            Arrays.stream(State.values()).map(State::word).collect(Collectors.toUnmodifiableSet());

    private final Instances instances;
    private final Breakers breakers;

    InstancesResource(Instances instances, Breakers breakers) {
        this.instances = instances;
        this.breakers = breakers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/instances").handler(this::list);
        router.get("/api/v1/instances/:id").handler(this::one);
    }

    private void list(RoutingContext context) {
        Query query = new Query(context);
        Instances.Wanted wanted = new Instances.Wanted(
                query.text("definition"),
                query.number("version"),
                query.oneOf("state", STATES),
                query.text("key"),
                query.text("event"),
                query.text("rule"),
                query.text("task"));
        Answers.json(
                context,
                instances.list(wanted, query.limit(), query.text("before")).map(InstancesResource::page));
    }

    private void one(RoutingContext context) {
        String id = new Query(context).path("id");
        Answers.json(
                context,
                instances
                        .find(id)
                        .map(run -> Answers.found(run, "instance", id))
                        .compose(run -> breakers.list().map(targets -> story(run, new HeldPlaces(run, targets)))));
    }

    private static ObjectNode page(Instances.Page page) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(instance -> items.add(summary(instance)));
        return json.put("next", page.next());
    }

    private static ObjectNode summary(Instance instance) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("id", instance.id());
        json.put("definition", instance.definition());
        json.put("version", instance.version());
        json.put("state", instance.state().word());
        json.put("key", instance.key());
        json.putObject("startedBy")
                .put("source", instance.origin().event().source())
                .put("event", instance.origin().event().id())
                .put("rule", instance.origin().rule());
        json.put("startedAt", instance.born());
        json.put("finishedAt", instance.state().ended() ? Long.valueOf(instance.ended()) : null);
        return json;
    }

    private static ObjectNode story(Instances.Run run, HeldPlaces held) {
        Instance instance = run.instance();
        ObjectNode json = summary(instance);
        ArrayNode timeline = json.putArray("timeline");
        run.timeline().forEach(step -> timeline.add(line(step)));
        json.set("input", instance.input());
        json.set("context", instance.context());
        json.set("output", instance.output());
        ArrayNode places = json.putArray("places");
        instance.places().values().forEach(place -> places.addObject()
                .put("path", place.path())
                .put("iteration", place.iteration())
                .put("attempt", place.attempt())
                .put("due", place.due())
                .put("since", place.since())
                .put("deadline", place.deadline())
                .put("waits", Queued.words(place)));
        held.into(json.putArray("held"));
        Parent parent = instance.origin().parent();
        json.set("parent", parent == null ? null : parent(parent));
        return json.put("redrives", instance.redrives());
    }

    private static ObjectNode parent(Parent parent) {
        return Answers.JSON
                .createObjectNode()
                .put("instance", parent.instance())
                .put("path", parent.path())
                .put("awaits", parent.awaits());
    }

    private static ObjectNode line(Step step) {
        ObjectNode line = Answers.JSON.createObjectNode();
        line.put("at", step.at());
        line.put("what", step.what());
        line.put("path", step.path());
        line.put("task", step.task());
        line.put("attempt", step.attempt());
        line.set("detail", step.detail());
        return line;
    }
}
