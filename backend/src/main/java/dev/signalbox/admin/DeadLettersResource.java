package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.job.Jobs;
import dev.signalbox.flow.job.Letters;
import dev.signalbox.flow.job.Order;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits for a person: putting it back to work, or giving it up. */
final class DeadLettersResource implements Resource {

    private static final String PATH = "/api/v1/dead-letters";
    private static final String CHOOSE =
            "send {\"ids\": [\"...\"]}, {\"fingerprint\": \"...\"}, or a filter: definition, task, type, from, to";
    private static final Set<String> CHOICE = Set.of("definition", "task", "type", "from", "to");
    private static final Set<String> SELECTION =
            Set.of("ids", "fingerprint", "definition", "task", "type", "from", "to", "rate");

    private final DeadLetters deadLetters;
    private final Jobs jobs;

    DeadLettersResource(DeadLetters deadLetters, Jobs jobs) {
        this.deadLetters = deadLetters;
        this.jobs = jobs;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(this::list);
        router.get(PATH + "/:id").handler(this::one);
        router.post(PATH + "/redrive").handler(this::redrive);
        router.post(PATH + "/discard").handler(this::discard);
    }

    private void list(RoutingContext context) {
        Query query = new Query(context);
        Answers.json(context, deadLetters.list(query.text("fingerprint"), query.limit(), query.text("before")));
    }

    private void one(RoutingContext context) {
        String id = new Query(context).path("id");
        Answers.json(context, deadLetters.find(id).map(found -> Answers.found(found, "dead letter", id)));
    }

    private void redrive(RoutingContext context) {
        Fields body = fields(context, Set.of("stopAfter", "version", "input"));
        Letters wanted = selection(body);
        boolean newest = "newest".equals(body.oneOf("version", Set.of("own", "newest")));
        Order order = new Order(
                Order.Kind.REDRIVE,
                JobsResource.rate(body),
                (int) body.whole("stopAfter", 0, 1, Jobs.MOST),
                newest,
                input(body.body(), wanted),
                "");
        begin(context, wanted, order);
    }

    private static @Nullable String input(ObjectNode body, Letters wanted) {
        JsonNode input = body.get("input");
        if (input == null) {
            return null;
        }
        if (wanted.ids().size() != 1) {
            throw Problem.wrong("input came with more than one dead letter", "send the id of one with it");
        }
        String text = input.toString();
        if (text.contains(Mask.MARKER)) {
            throw Problem.wrong(
                    "input holds " + Mask.MARKER + ", which stands for what is hidden", "write what is meant there");
        }
        return text;
    }

    private void discard(RoutingContext context) {
        Fields body = fields(context, Set.of("reason"));
        Letters wanted = selection(body);
        String reason = JobsResource.reason(body);
        begin(context, wanted, new Order(Order.Kind.DISCARD, JobsResource.rate(body), 0, false, null, reason));
    }

    private static Fields fields(RoutingContext context, Set<String> more) {
        Set<String> known = new HashSet<>(SELECTION);
        known.addAll(more);
        return Fields.of(new Query(context).body(), known);
    }

    private void begin(RoutingContext context, Letters wanted, Order order) {
        Answers.json(
                context,
                jobs.begin(wanted, order)
                        .map(job -> JobsResource.started(job, "nothing that is selected is a dead letter any more")));
    }

    private static Letters selection(Fields body) {
        List<String> ids = ids(body.body().path("ids"));
        String fingerprint = body.text("fingerprint");
        boolean filter = CHOICE.stream().anyMatch(body.body()::hasNonNull);
        if ((ids.isEmpty() ? 0 : 1) + (fingerprint == null ? 0 : 1) + (filter ? 1 : 0) != 1) {
            throw Problem.of(
                    400,
                    "empty_selection",
                    "wanted either ids, a fingerprint or a filter, came with none or more than one",
                    CHOOSE);
        }
        long from = body.whole("from", 0, 0, Long.MAX_VALUE);
        return new Letters(
                ids,
                fingerprint,
                body.text("definition"),
                body.text("task"),
                body.text("type"),
                from,
                body.whole("to", Long.MAX_VALUE, from, Long.MAX_VALUE));
    }

    private static List<String> ids(JsonNode node) {
        List<String> ids = new ArrayList<>();
        for (JsonNode id : node) {
            if (!id.isTextual()) {
                throw Problem.wrong("ids holds something that is no text", CHOOSE);
            }
            ids.add(id.textValue());
        }
        return ids;
    }
}
