package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What a pack was before, the way back to it, and texts to begin with. */
final class PackVersionsResource implements Resource {

    private static final String PATH = "/api/v1/packs/:pack";

    private final Packs packs;

    PackVersionsResource(Packs packs) {
        this.packs = packs;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH + "/versions").handler(this::all);
        router.get(PATH + "/versions/:version").handler(this::one);
        router.post(PATH + "/rollback").handler(this::rollBack);
        router.get("/api/v1/templates")
                .handler(context -> Answers.send(context, 200, "application/json", packs.templates()));
    }

    private void all(RoutingContext context) {
        String name = PacksResource.name(context);
        Answers.json(
                context,
                packs.find(name)
                        .map(pack -> Answers.found(pack, "pack", name))
                        .compose(pack -> packs.versions(name))
                        .map(list -> Map.of("items", list)));
    }

    private void one(RoutingContext context) {
        String name = PacksResource.name(context);
        int version = number(new Query(context).path("version"));
        Answers.json(
                context,
                packs.version(name, version)
                        .map(found -> shown(Answers.found(found, "version of the pack " + name, "" + version))));
    }

    private static ObjectNode shown(Packs.PastFiles version) {
        ObjectNode json = Answers.JSON.valueToTree(version.past());
        json.set("files", Answers.JSON.valueToTree(version.files()));
        return json;
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.wrong("\"" + Problem.cut(text) + "\" is no version", "use a number of the list of versions");
        }
    }

    private void rollBack(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        String name = PacksResource.name(context);
        String note = PacksResource.note(body);
        if (!body.path("version").canConvertToInt() || !body.path("version").isIntegralNumber()) {
            throw Problem.wrong("version is no whole number", "use a number of GET /packs/{pack}/versions");
        }
        int version = body.path("version").intValue();
        Answers.json(context, packs.rollBack(name, version, note).map(done -> rolledBack(name, version, done)));
    }

    private static Object rolledBack(String name, int version, Packs.Activated done) {
        if (done instanceof Packs.Activated.Absent) {
            throw Problem.absent("version of the pack " + name, "" + version, "look at the list of its versions");
        }
        return PacksResource.activated(name, done);
    }
}
