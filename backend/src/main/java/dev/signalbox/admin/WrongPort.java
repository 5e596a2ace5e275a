package dev.signalbox.admin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Tells a sender who came to the admin port where to deliver. */
final class WrongPort implements Resource {

    private final String ingestUrl;

    WrongPort(String ingestUrl) {
        this.ingestUrl = ingestUrl;
    }

    static boolean delivery(String path) {
        return path.startsWith("/hooks/") || path.startsWith("/events/");
    }

    @Override
    public void mount(Router router) {
        router.post("/hooks/*").handler(this::refuse);
        router.post("/events/*").handler(this::refuse);
    }

    private void refuse(RoutingContext context) {
        throw Problem.of(
                404,
                "wrong_port",
                "this is the admin port, which takes no deliveries",
                "deliver to " + ingestUrl + Problem.cut(context.request().path()));
    }
}
