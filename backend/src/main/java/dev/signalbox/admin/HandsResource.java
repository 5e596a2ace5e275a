package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Single instances: cancelled, hurried, helped on. */
final class HandsResource implements Resource {

    private final Instances instances;

    HandsResource(Instances instances) {
        this.instances = instances;
    }

    @Override
    public void mount(Router router) {
        for (Wish.Does does : Wish.Does.values()) {
            router.post("/api/v1/instances/:id/" + word(does)).handler(context -> act(context, does));
        }
    }

    private void act(RoutingContext context, Wish.Does does) {
        Query query = new Query(context);
        String id = query.path("id");
        Wish wish = Wish.read(does, query.body());
        Answers.json(
                context, instances.act(id, wish).map(acted -> json(id, does, Answers.found(acted, "instance", id))));
    }

    private static ObjectNode json(String id, Wish.Does does, Instances.Acted acted) {
        return Answers.JSON
                .createObjectNode()
                .put("instance", id)
                .put("command", word(does))
                .put("path", acted.path())
                .put("repeated", acted.repeated());
    }

    private static String word(Wish.Does does) {
        return does.name().toLowerCase(Locale.ROOT);
    }
}
