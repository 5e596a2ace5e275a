package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits for a person, and putting it back to work. */
final class DeadLettersResource implements Resource {

    private static final String CHOOSE = "send {\"ids\": [\"...\"]} or {\"fingerprint\": \"...\"}";

    private final DeadLetters deadLetters;

    DeadLettersResource(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/dead-letters").handler(this::list);
        router.post("/api/v1/dead-letters/redrive").handler(this::redrive);
        router.get("/api/v1/jobs/:id").handler(this::job);
    }

    private void list(RoutingContext context) {
        Query query = new Query(context);
        Answers.json(context, deadLetters.list(query.text("fingerprint"), query.limit(), query.text("before")));
    }

    private void redrive(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        List<String> ids = ids(body.path("ids"));
        String fingerprint = text(body.path("fingerprint"));
        if (ids.isEmpty() == (fingerprint == null)) {
            throw Problem.of(
                    400, "empty_selection", "wanted either ids or a fingerprint, came with neither or both", CHOOSE);
        }
        Answers.json(context, deadLetters.redrive(ids, fingerprint).map(DeadLettersResource::started));
    }

    private static Map<String, Object> started(Optional<DeadLetters.Job> job) {
        DeadLetters.Job found = job.orElseThrow(() -> Problem.of(
                400, "empty_selection", "nothing that is selected is a dead letter any more", "get the list again"));
        return Map.of("job", found.id(), "count", found.count());
    }

    private void job(RoutingContext context) {
        String id = new Query(context).path("id");
        Answers.json(context, deadLetters.job(id).map(job -> Answers.found(job, "job", id)));
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

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
    }
}
