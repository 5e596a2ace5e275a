package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The source of the hub's own events: always there, and nobody's to change or to deliver to. */
final class OwnSource implements Resource {

    private static final String PATH = "/api/v1/sources/" + EventId.HUB;

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(context -> Answers.json(context, Future.succeededFuture(shown())));
        router.get(PATH + "/refusals")
                .handler(context -> Answers.json(context, Future.succeededFuture(new Sources.Refusals(List.of(), 0))));
        router.route(PATH).handler(OwnSource::refuse);
        router.route(PATH + "/*").handler(OwnSource::refuse);
    }

    private static void refuse(RoutingContext context) {
        context.fail(Problem.of(
                409,
                "own_source",
                "the source " + EventId.HUB + " belongs to the hub: it brings alerts, failures, and what rules and"
                        + " processes emit",
                "let rules act on its events, or choose another name for a source of yours"));
    }

    static ObjectNode shown() {
        ObjectNode shown = Answers.JSON
                .createObjectNode()
                .put("name", EventId.HUB)
                .put("kind", "built-in")
                .put("state", "on");
        shown.putArray("secrets");
        shown.putObject("limits");
        shown.putObject("status")
                .put("accepted", 0)
                .put("duplicates", 0)
                .put("refused", 0)
                .put("rate", 0);
        return shown;
    }
}
