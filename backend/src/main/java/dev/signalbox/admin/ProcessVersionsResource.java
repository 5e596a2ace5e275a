package dev.signalbox.admin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The versions of a process, how many instances live on each, and their texts. */
final class ProcessVersionsResource implements Resource {

    private static final String PATH = "/api/v1/definitions/:name/versions";

    private final ProcessVersions versions;

    ProcessVersionsResource(ProcessVersions versions) {
        this.versions = versions;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(this::all);
        router.get(PATH + "/:version").handler(this::one);
    }

    private void all(RoutingContext context) {
        String name = new Query(context).path("name");
        Answers.json(context, versions.of(name).map(found -> Answers.found(found, "definition", name)));
    }

    private void one(RoutingContext context) {
        String name = new Query(context).path("name");
        int version = PackVersionsResource.number(new Query(context).path("version"));
        Answers.json(
                context,
                versions.text(name, version)
                        .map(found -> Map.of(
                                "definition",
                                name,
                                "version",
                                version,
                                "text",
                                Answers.found(found, "version of the definition " + name, "" + version))));
    }
}
