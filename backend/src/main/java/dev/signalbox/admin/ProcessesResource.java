package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.process.Limits;
import dev.signalbox.flow.process.Schedule;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.Standings;
import dev.signalbox.schedule.ProcessSource;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Definitions of processes, and how many instances are at which of their tasks. */
final class ProcessesResource implements Resource {

    private static final String PATH = "/api/v1/processes";
    private static final List<State> STATES = List.of(State.RUNNING, State.WAITING, State.RETRYING, State.FAILED);

    private final Processes processes;

    ProcessesResource(Processes processes) {
        this.processes = processes;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH)
                .handler(context -> Answers.json(context, processes.list().map(ProcessesResource::page)));
        router.get(PATH + "/:name").handler(this::one);
        router.get(PATH + "/:name/counts").handler(context -> {
            String name = new Query(context).path("name");
            Answers.json(context, processes.standings(name).map(ProcessesResource::counts));
        });
    }

    private void one(RoutingContext context) {
        Query query = new Query(context);
        String name = query.path("name");
        Future<Optional<Processes.Found>> found = processes.find(name, query.number("version"));
        Answers.json(context, found.map(each -> json(Answers.found(each, "process", name))));
    }

    private static ObjectNode page(List<Processes.Summary> all) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        all.forEach(each -> {
            ObjectNode item = items.addObject().put("name", each.name()).put("version", each.version());
            states(item.putObject("states"), each.states());
        });
        return json;
    }

    private static void states(ObjectNode json, Map<State, Long> counts) {
        STATES.forEach(state -> json.put(state.word(), counts.getOrDefault(state, 0L)));
    }

    private static ObjectNode json(Processes.Found found) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("name", found.definition().name());
        json.put("version", found.version());
        json.put("current", found.current());
        json.put("label", found.definition().label());
        Schedule schedule = found.definition().schedule();
        if (schedule != null) {
            json.set("schedule", json(found.definition().name(), schedule));
        }
        Limits limits = found.definition().limits();
        json.put("limits", limits == null ? null : limits.words());
        return json.set("do", found.definition().tasks());
    }

    private static ObjectNode json(String process, Schedule schedule) {
        ObjectNode json = Answers.JSON.createObjectNode();
        put(json, "cron", schedule.cron());
        put(json, "zone", schedule.zone());
        put(json, "every", schedule.every());
        put(
                json,
                "after",
                schedule.after() == 0
                        ? null
                        : Duration.ofMillis(schedule.after()).toString());
        put(json, "source", schedule.ticks() ? ProcessSource.of(process) : null);
        ArrayNode events = json.putArray("events");
        schedule.triggers().stream().map(Schedule.Trigger::type).distinct().forEach(events::add);
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static ObjectNode counts(Standings standings) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        standings.counts().forEach(count -> items.addObject()
                .put("version", count.at().version())
                .put("path", count.at().path())
                .put("state", count.at().state().word())
                .put("count", count.count()));
        json.put("scanned", standings.scanned());
        return json.put("whole", standings.whole());
    }
}
