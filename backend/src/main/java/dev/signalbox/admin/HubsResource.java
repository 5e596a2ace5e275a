package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Hubs.Moved;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Which hubs there are, and the moving of a partition by hand. */
final class HubsResource implements Resource {

    private static final String PARTITION = "/api/v1/partitions/:number/hub";
    private static final String LIST = "GET /hubs: it lists hubs and partitions";

    private final Hubs hubs;

    HubsResource(Hubs hubs) {
        this.hubs = hubs;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/hubs").handler(context -> Answers.json(context, hubs.look()));
        router.put(PARTITION).handler(this::move);
        router.delete(PARTITION)
                .handler(context ->
                        Answers.json(context, hubs.free(number(context)).map(HubsResource::view)));
    }

    private void move(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        String hub = body.path("hub").asText();
        if (!hub.matches("\\S{1,80}")) {
            throw Problem.wrong("hub is missing or no id of a hub", "send {\"hub\": \"<id>\"}; " + LIST);
        }
        Answers.json(context, hubs.move(number(context), hub).map(HubsResource::view));
    }

    private static int number(RoutingContext context) {
        String number = new Query(context).path("number");
        if (!number.matches("\\d{1,6}")) {
            throw Problem.absent("partition", number, LIST);
        }
        return Integer.parseInt(number);
    }

    private static Hubs.View view(Moved moved) {
        if (moved instanceof Moved.Absent absent) {
            throw Problem.absent(absent.what(), absent.id(), LIST);
        }
        if (moved instanceof Moved.Gone gone) {
            throw Problem.of(
                    409,
                    "hub_gone",
                    "the hub " + gone.hub() + " is leaving or gone: it cannot own a partition",
                    "choose one that is alive; " + LIST);
        }
        return ((Moved.Done) moved).view();
    }
}
