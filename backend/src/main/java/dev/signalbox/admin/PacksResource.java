package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Packs.Activated;
import dev.signalbox.admin.Packs.Drafted;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules as text: read, checked, drafted, activated. */
final class PacksResource implements Resource {

    private static final String PATH = "/api/v1/packs";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** A name becomes that of a file. */
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Packs packs;

    PacksResource(Packs packs) {
        this.packs = packs;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(context -> Answers.json(context, packs.list().map(list -> Map.of("items", list))));
        router.get(PATH + "/:pack").handler(this::one);
        router.post(PATH + "/:pack/check").handler(this::check);
        router.put(PATH + "/:pack/draft").handler(this::draft);
        router.delete(PATH + "/:pack/draft").handler(this::drop);
        router.post(PATH + "/:pack/activate").handler(this::activate);
        router.post(PATH + "/:pack/cases").handler(this::cases);
    }

    private void one(RoutingContext context) {
        String name = name(context);
        Answers.json(context, packs.find(name).map(pack -> shown(Answers.found(pack, "pack", name))));
    }

    private static ObjectNode shown(Packs.Shown pack) {
        ObjectNode json = Answers.JSON.valueToTree(pack.summary());
        json.set("files", Answers.JSON.valueToTree(pack.files()));
        json.set("active", Answers.JSON.valueToTree(pack.active()));
        return json;
    }

    private void check(RoutingContext context) {
        Packs.Text text = text(new Query(context).body());
        Answers.json(
                context,
                packs.check(name(context), text, context.response()::closed)
                        .map(found -> Map.of("diagnostics", found)));
    }

    private void draft(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        String name = name(context);
        Answers.json(context, packs.draft(name, text(body), revision(body)).map(drafted -> drafted(name, drafted)));
    }

    private static Object drafted(String name, Drafted drafted) {
        if (drafted instanceof Drafted.Kept kept) {
            return Map.of("pack", name, "revision", kept.revision());
        }
        if (drafted instanceof Drafted.Absent) {
            throw Problem.absent("pack", name, "look at the list of what is there");
        }
        throw Problem.of(
                409,
                "stale_revision",
                "the draft is at revision " + ((Drafted.Stale) drafted).revision() + " by now",
                "get the pack again, and put your change into what is there");
    }

    private void drop(RoutingContext context) {
        String name = name(context);
        Integer revision = new Query(context).number("revision");
        Answers.json(context, packs.drop(name, revision).map(dropped -> drafted(name, dropped)));
    }

    private void cases(RoutingContext context) {
        String name = name(context);
        Packs.Text text = text(new Query(context).body());
        Answers.json(context, packs.cases(name, text).map(tried -> tried(name, tried)));
    }

    private static Object tried(String name, Packs.Tried tried) {
        if (tried instanceof Packs.Tried.Ran ran) {
            return Map.of("results", ran.results());
        }
        throw faulty(name, ((Packs.Tried.Faulty) tried).findings());
    }

    static Problem faulty(String name, List<Packs.Finding> findings) {
        return Problem.refused("faulty_pack", "the pack " + name + " has errors", "look at diagnostics", findings);
    }

    private void activate(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        String name = name(context);
        Answers.json(
                context, packs.activate(name, note(body), revision(body)).map(activated -> activated(name, activated)));
    }

    static String note(ObjectNode body) {
        if (!body.path("note").isTextual()) {
            throw Problem.wrong("there is no note", "send {\"note\": \"why this change is made\"}");
        }
        return body.path("note").textValue();
    }

    static Object activated(String name, Activated activated) {
        if (activated instanceof Activated.Done done) {
            return Map.of("version", done.version());
        } else if (activated instanceof Activated.Faulty faulty) {
            throw faulty(name, faulty.findings());
        } else if (activated instanceof Activated.Failing failing) {
            throw Problem.refused(
                    "cases_failed",
                    "cases of the pack " + name + " fail, so nothing was activated",
                    "look at diagnostics; change the rules, or the case when the rules are right",
                    failing.findings());
        } else if (activated instanceof Activated.Stale stale) {
            throw Problem.of(409, "stale_revision", stale.reason(), "get the pack again, and look at what changed");
        } else if (activated instanceof Activated.Late late) {
            throw Problem.of(503, "activation_timeout", late.reason(), "nothing was changed: try again");
        }
        throw Problem.absent("pack", name, "put a draft first");
    }

    static String name(RoutingContext context) {
        String name = new Query(context).path("pack");
        if (!NAME.matcher(name).matches()) {
            throw Problem.wrong(
                    "a pack cannot be called \"" + Problem.cut(name) + '"',
                    "use small letters, digits and dashes, a letter first, at most 63");
        }
        return name;
    }

    static Packs.Text text(ObjectNode body) {
        return new Packs.Text(
                text(body, "drl"),
                texts(body, "definitions"),
                text(body, "sources"),
                texts(body, "cases"),
                texts(body, "tables"),
                texts(body, "schemas"));
    }

    private static @Nullable String text(ObjectNode body, String field) {
        JsonNode node = body.path(field);
        if (!node.isMissingNode() && !node.isNull() && !node.isTextual()) {
            throw Problem.wrong(field + " is no text", "send it as one JSON string");
        }
        return node.textValue();
    }

    private static @Nullable Map<String, String> texts(ObjectNode body, String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw Problem.wrong(field + " is no object", "send {\"name\": \"yaml\"}");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!each.getValue().isTextual() || !FILE.matcher(each.getKey()).matches()) {
                throw Problem.wrong(
                        field + " holds \"" + Problem.cut(each.getKey()) + "\", which is no name or has no text",
                        "send {\"name\": \"yaml\"}; names are letters, digits, dots, dashes and underscores");
            }
            texts.put(each.getKey(), each.getValue().textValue());
        }
        return texts;
    }

    private static @Nullable Integer revision(ObjectNode body) {
        JsonNode revision = body.path("revision");
        if (revision.isMissingNode() || revision.isNull()) {
            return null;
        }
        if (!revision.canConvertToInt() || !revision.isIntegralNumber()) {
            throw Problem.wrong("revision is no whole number", "send the revision of GET /packs/{pack}");
        }
        return revision.intValue();
    }
}
