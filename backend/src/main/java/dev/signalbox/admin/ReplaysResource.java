package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.replay.Replay;
import dev.signalbox.flow.replay.Replays;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replays: begun, watched and cancelled. */
final class ReplaysResource implements Resource {

    private static final String PATH = "/api/v1/replays";
    private static final int USUAL_RATE = 100;
    private static final int MOST_RATE = 10_000;
    private static final Set<String> FIELDS =
            Set.of("source", "type", "subject", "event", "quarantined", "from", "to", "rate");

    private final Replays replays;

    ReplaysResource(Replays replays) {
        this.replays = replays;
    }

    @Override
    public void mount(Router router) {
        router.post(PATH).handler(this::begin);
        router.get(PATH)
                .handler(context -> Answers.json(
                        context,
                        replays.list()
                                .map(all -> Map.of(
                                        "items",
                                        all.stream().map(ReplaysResource::json).toList()))));
        router.get(PATH + "/:id").handler(this::one);
        router.delete(PATH + "/:id").handler(this::cancel);
    }

    private void begin(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw Problem.wrong(
                        "there is no field \"" + Problem.cut(name) + '"',
                        "the fields are "
                                + String.join(", ", FIELDS.stream().sorted().toList()));
            }
        });
        long from = whole(body, "from", 0, 0, Long.MAX_VALUE);
        Replay.Wanted wanted = new Replay.Wanted(
                text(body, "source"),
                text(body, "type"),
                text(body, "subject"),
                text(body, "event"),
                flag(body, "quarantined"),
                from,
                whole(body, "to", Long.MAX_VALUE, from + 1, Long.MAX_VALUE));
        int rate = (int) whole(body, "rate", USUAL_RATE, 1, MOST_RATE);
        replays.begin(wanted, rate)
                .onSuccess(replay -> Answers.send(context, 202, "application/json", json(replay)))
                .onFailure(context::fail);
    }

    private void one(RoutingContext context) {
        String id = new Query(context).path("id");
        Answers.json(context, replays.find(id).map(found -> json(Answers.found(found, "replay", id))));
    }

    private void cancel(RoutingContext context) {
        String id = new Query(context).path("id");
        Answers.json(context, replays.cancel(id).map(found -> json(Answers.found(found, "replay", id))));
    }

    private static @Nullable String text(ObjectNode body, String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw Problem.wrong(field + " is " + Problem.cut(node.toString()), "send a text, or leave it out for all");
        }
        return node.textValue();
    }

    private static boolean flag(ObjectNode body, String field) {
        JsonNode node = body.path(field);
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw Problem.wrong(field + " is " + Problem.cut(node.toString()), "send true or false");
        }
        return node.asBoolean();
    }

    private static long whole(ObjectNode body, String field, long otherwise, long least, long most) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        long value = node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : least - 1;
        if (value < least || value > most) {
            throw Problem.wrong(
                    field + " is " + Problem.cut(node.toString()),
                    "send a whole number from " + least + (most == Long.MAX_VALUE ? " on" : " to " + most));
        }
        return value;
    }

    private static ObjectNode json(Replay replay) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("id", replay.id());
        json.put("at", replay.at());
        json.put("state", replay.state().name().toLowerCase(Locale.ROOT));
        json.put("source", replay.wanted().source());
        json.put("type", replay.wanted().type());
        json.put("subject", replay.wanted().subject());
        json.put("event", replay.wanted().event());
        json.put("quarantined", replay.wanted().quarantined());
        json.put("from", replay.wanted().from());
        json.put("to", replay.wanted().to());
        json.put("rate", replay.rate());
        json.put("total", replay.progress().total());
        json.put("seen", replay.progress().seen());
        json.put("replayed", replay.progress().replayed());
        json.put(
                "reached",
                replay.progress().reached() == 0
                        ? null
                        : (Long) replay.progress().reached());
        json.put(
                "trouble",
                replay.progress().trouble().isEmpty() ? null : replay.progress().trouble());
        return json;
    }
}
