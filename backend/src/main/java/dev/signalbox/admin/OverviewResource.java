package dev.signalbox.admin;

import io.vertx.ext.web.Router;

/** How the hub is, at once: what the stream tells each second, with the minutes before. */
final class OverviewResource implements Resource {

    private final Overview overview;

    OverviewResource(Overview overview) {
        this.overview = overview;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/overview").handler(context -> Answers.json(context, overview.view()));
    }
}
