package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.replay.Replay;
import dev.signalbox.flow.replay.Replays;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
        Fields body = Fields.of(new Query(context).body(), FIELDS);
        long from = body.whole("from", 0, 0, Long.MAX_VALUE);
        Replay.Wanted wanted = new Replay.Wanted(
                body.text("source"),
                body.text("type"),
                body.text("subject"),
                body.text("event"),
                body.flag("quarantined"),
                from,
                body.whole("to", Long.MAX_VALUE, from + 1, Long.MAX_VALUE));
        int rate = (int) body.whole("rate", USUAL_RATE, 1, MOST_RATE);
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
