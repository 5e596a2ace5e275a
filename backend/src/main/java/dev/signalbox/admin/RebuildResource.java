package dev.signalbox.admin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What an activation of a draft would make the partitions replay. */
final class RebuildResource implements Resource {

    private final Rebuilds rebuilds;

    RebuildResource(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/packs/:pack/draft/rebuild").handler(this::rebuild);
    }

    private void rebuild(RoutingContext context) {
        String name = PacksResource.name(context);
        Answers.json(
                context, rebuilds.ofDraft(name).map(found -> found.orElseThrow(() -> BacktestsResource.noDraft(name))));
    }
}
