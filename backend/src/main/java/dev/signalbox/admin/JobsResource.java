package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.job.Job;
import dev.signalbox.flow.job.Jobs;
import dev.signalbox.flow.job.Order;
import dev.signalbox.flow.job.Runs;
import dev.signalbox.flow.job.Standing;
import dev.signalbox.flow.process.State;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Jobs over many instances: watched and ended; and the one that cancels instances. */
final class JobsResource implements Resource {

    private static final String PATH = "/api/v1/jobs";
    private static final int USUAL_RATE = 1_000;
    private static final int MOST_RATE = 10_000;
    private static final int MOST_WORDS = 500;
    private static final Set<String> STATES = Set.of("running", "waiting", "retrying", "failed");
    private static final Set<String> FIELDS =
            Set.of("definition", "state", "key", "startedBefore", "compensate", "reason", "rate");

    private final Jobs jobs;

    JobsResource(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void mount(Router router) {
        router.post("/api/v1/instances/cancel").handler(this::cancelInstances);
        router.get(PATH).handler(this::list);
        router.get(PATH + "/:id").handler(this::one);
        router.delete(PATH + "/:id").handler(this::cancel);
    }

    private void cancelInstances(RoutingContext context) {
        Fields body = Fields.of(new Query(context).body(), FIELDS);
        String state = body.oneOf("state", STATES);
        Runs wanted = new Runs(
                body.text("definition"),
                state == null ? null : State.valueOf(state.toUpperCase(Locale.ROOT)),
                body.text("key"),
                body.whole("startedBefore", Long.MAX_VALUE, 0, Long.MAX_VALUE));
        if (wanted.definition() == null && wanted.key() == null) {
            throw Problem.of(
                    400,
                    "empty_selection",
                    "wanted a definition or a key, came with neither",
                    "send {\"definition\": \"...\"} or {\"key\": \"...\"}");
        }
        Order.Kind kind = body.flag("compensate") ? Order.Kind.COMPENSATE : Order.Kind.CANCEL;
        Order order = new Order(kind, rate(body), 0, false, null, reason(body));
        Answers.json(
                context,
                jobs.begin(wanted, order).map(job -> started(job, "no instance that is selected can be cancelled")));
    }

    static int rate(Fields body) {
        return (int) body.whole("rate", USUAL_RATE, 1, MOST_RATE);
    }

    static String reason(Fields body) {
        String reason = body.text("reason");
        if (reason == null || reason.isBlank() || reason.length() > MOST_WORDS) {
            throw Problem.wrong(
                    "reason is missing, or longer than " + MOST_WORDS + " characters",
                    "say why: the timeline of each instance tells it");
        }
        return reason;
    }

    static Map<String, Object> started(Optional<Job> job, String nothing) {
        Job found = job.orElseThrow(() -> Problem.of(400, "empty_selection", nothing, "get the list again"));
        return Map.of("job", found.id(), "count", found.count());
    }

    private void list(RoutingContext context) {
        Answers.json(
                context,
                jobs.list()
                        .map(all -> Map.of(
                                "items", all.stream().map(JobsResource::json).toList())));
    }

    private void one(RoutingContext context) {
        String id = new Query(context).path("id");
        Answers.json(context, jobs.find(id).map(found -> json(Answers.found(found, "job", id))));
    }

    private void cancel(RoutingContext context) {
        String id = new Query(context).path("id");
        Answers.json(context, jobs.cancel(id).map(found -> json(Answers.found(found, "job", id))));
    }

    private static ObjectNode json(Standing standing) {
        Job job = standing.job();
        ObjectNode json = json(job);
        json.put("done", Math.max(0, job.progress().handed() - standing.refused()));
        json.put("failed", standing.refused());
        json.put("again", standing.again());
        ArrayNode why = json.putArray("why");
        standing.why()
                .forEach((item, words) -> why.addObject().put("item", item).put("reason", words));
        return json;
    }

    /** As far as the job itself knows. */
    private static ObjectNode json(Job job) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("id", job.id());
        json.put("kind", job.order().kind().name().toLowerCase(Locale.ROOT));
        json.put("at", job.at());
        json.put("count", job.count());
        json.put("handed", job.progress().handed());
        json.put("state", word(job.state()));
        json.put("rate", job.order().rate());
        json.put(
                "stopAfter",
                job.order().stopAfter() == 0 ? null : (Integer) job.order().stopAfter());
        json.put("version", job.order().newest() ? "newest" : "own");
        json.put("edited", job.order().input() != null);
        json.put("reason", job.order().reason().isEmpty() ? null : job.order().reason());
        json.put(
                "trouble",
                job.progress().trouble().isEmpty() ? null : job.progress().trouble());
        return json;
    }

    private static String word(Job.State state) {
        return state == Job.State.ENDED ? "done" : state.name().toLowerCase(Locale.ROOT);
    }
}
