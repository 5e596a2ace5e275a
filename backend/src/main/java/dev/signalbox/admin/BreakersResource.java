package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.breaker.Seen;
import dev.signalbox.flow.breaker.Standing;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Breakers of targets: looked at, opened and closed. */
final class BreakersResource implements Resource {

    private static final String PATH = "/api/v1/breakers";
    private static final Pattern TARGET = Pattern.compile("https?://[^\\s/?#@]{1,255}:[0-9]{1,5}");
    private static final int LONGEST = 200;

    private final Breakers breakers;

    BreakersResource(Breakers breakers) {
        this.breakers = breakers;
    }

    @Override
    public void mount(Router router) {
        router.get(PATH)
                .handler(context -> Answers.json(context, breakers.list().map(BreakersResource::page)));
        router.get(PATH + "/:target").handler(context -> {
            String target = new Query(context).path("target");
            Answers.json(context, find(target).map(BreakersResource::json));
        });
        router.post(PATH + "/:target/open").handler(this::open);
        router.post(PATH + "/:target/close").handler(this::close);
    }

    /** One that was never called may be opened too: before an upgrade of it, say. */
    private void open(RoutingContext context) {
        Query query = new Query(context);
        String target = query.path("target");
        if (!TARGET.matcher(target).matches()) {
            throw Problem.wrong(
                    "\"" + Problem.cut(target) + "\" is no target",
                    "write it as the list does, with its port: https://shop.example:443");
        }
        Answers.json(context, set(target, true, hand(query.body())));
    }

    private void close(RoutingContext context) {
        Query query = new Query(context);
        String target = query.path("target");
        Hand hand = hand(query.body());
        Answers.json(context, find(target).compose(found -> set(target, false, hand)));
    }

    private record Hand(String who, String why) {}

    private static Hand hand(ObjectNode body) {
        return new Hand(text(body, "by", false), text(body, "reason", true));
    }

    private Future<ObjectNode> set(String target, boolean open, Hand hand) {
        return breakers.set(target, open, hand.who(), hand.why())
                .compose(done -> find(target))
                .map(BreakersResource::json);
    }

    private Future<Seen> find(String target) {
        return breakers.list().map(all -> {
            Optional<Seen> found =
                    all.stream().filter(each -> each.target().equals(target)).findFirst();
            return Answers.found(found, "target", target);
        });
    }

    private static String text(ObjectNode body, String field, boolean needed) {
        JsonNode node = body.path(field);
        String text = node.isTextual() ? node.textValue().strip() : "";
        if ((needed || !node.isMissingNode()) && (text.isEmpty() || text.length() > LONGEST)) {
            throw Problem.wrong(
                    field + " is " + Problem.cut(node.toString()),
                    "send a text of 1 to " + LONGEST + " characters: whoever comes next reads it");
        }
        return needed || !text.isEmpty() ? text : "somebody";
    }

    private static ObjectNode page(List<Seen> all) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        all.forEach(each -> items.add(json(each)));
        return json;
    }

    private static ObjectNode json(Seen seen) {
        Standing standing = seen.standing();
        boolean open = standing.phase() == Standing.Phase.OPEN;
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("target", seen.target());
        json.put("state", standing.phase().word());
        json.put("since", orNull(standing.since()));
        json.put("by", standing.by().isEmpty() ? null : standing.by());
        json.put("cause", standing.cause().isEmpty() ? null : standing.cause());
        json.put("probeAt", open ? orNull(standing.until()) : null);
        json.put("openings", standing.openings());
        json.put("calls", seen.calls());
        json.put("failed", seen.failed());
        json.put("underWay", seen.underWay());
        json.put("held", seen.held());
        json.put("queued", seen.waiting() - seen.held());
        json.put("delayedRetries", seen.delayed());
        json.put("lastError", seen.error().isEmpty() ? null : seen.error());
        json.put("lastErrorAt", orNull(seen.errorAt()));
        ArrayNode oldest = json.putArray("oldest");
        seen.oldest().forEach(held -> oldest.addObject()
                .put("instance", held.instance())
                .put("task", held.task())
                .put("since", held.since()));
        return json;
    }

    private static @Nullable Long orNull(long time) {
        return time == 0 ? null : (Long) time;
    }
}
