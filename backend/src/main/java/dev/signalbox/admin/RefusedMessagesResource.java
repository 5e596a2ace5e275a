package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.refused.Page;
import dev.signalbox.flow.refused.RefusedMessage;
import dev.signalbox.flow.refused.RefusedMessages;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages of brokers that were no events: looked at, taken again, discarded. */
final class RefusedMessagesResource implements Resource {

    private static final String OF_SOURCE = SourcesResource.PATH + "/:name/refused-messages";
    private static final int SHOWN = 64 * 1024;
    private static final int MOST_IDS = 1_000;
    private static final int ALL = 1_000_000;

    private final RefusedMessages messages;
    private final Sources sources;

    RefusedMessagesResource(RefusedMessages messages, Sources sources) {
        this.messages = messages;
        this.sources = sources;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/refused-messages")
                .handler(context -> Answers.json(context, messages.standings().map(all -> Map.of("items", all))));
        router.get(OF_SOURCE).handler(this::list);
        router.post(OF_SOURCE + "/retake").handler(this::retake);
        router.post(OF_SOURCE + "/discard").handler(this::discard);
    }

    private void list(RoutingContext context) {
        Query query = new Query(context);
        String name = query.path("name");
        Integer before = query.number("before");
        int limit = query.limit();
        Answers.json(
                context,
                sources.find(name)
                        .map(found ->
                                found.isPresent() && !found.get().path("redact").isEmpty())
                        .compose(hides -> messages.list(name, before == null ? null : (Long) before.longValue(), limit)
                                .map(page -> json(page, hides))));
    }

    private void retake(RoutingContext context) {
        Query query = new Query(context);
        Answers.json(
                context, sources.retake(query.path("name"), ids(query.body())).map(SourcesResource::done));
    }

    private void discard(RoutingContext context) {
        Query query = new Query(context);
        String name = query.path("name");
        List<String> ids = ids(query.body());
        Future<List<String>> these = ids.isEmpty() ? messages.oldest(name, ALL) : Future.succeededFuture(ids);
        Answers.json(context, these.compose(all -> messages.discard(name, all)).compose(gone -> messages.standing(name)
                .map(left -> Map.of("discarded", gone, "left", left.messages()))));
    }

    /** None when all are meant. */
    private static List<String> ids(ObjectNode body) {
        JsonNode ids = body.path("ids");
        boolean all = body.path("all").asBoolean();
        if (all ? !ids.isMissingNode() : !ids.isArray() || ids.isEmpty() || ids.size() > MOST_IDS) {
            throw Problem.wrong(
                    "neither ids nor all",
                    "send {\"ids\": [...]} with 1 to " + MOST_IDS + " ids of the list, or {\"all\": true}");
        }
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.asText()));
        return texts;
    }

    private static ObjectNode json(Page page, boolean hides) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(message -> items.add(json(message, hides)));
        json.put("total", page.total()).put("bytes", page.bytes());
        json.put("next", page.next() == null ? null : page.next().toString());
        return json;
    }

    private static ObjectNode json(RefusedMessage message, boolean hides) {
        RefusedMessage.Letter letter = message.letter();
        byte[] body = letter.body().bytes();
        ObjectNode json = Answers.JSON
                .createObjectNode()
                .put("id", message.id())
                .put("at", message.at())
                .put("code", message.code())
                .put("cause", message.cause())
                .put("place", letter.place())
                .put("bytes", body.length)
                .put(
                        "body",
                        hides || message.hides()
                                ? null
                                : new String(body, 0, Math.min(SHOWN, body.length), StandardCharsets.UTF_8));
        ObjectNode fields = json.putObject("fields");
        letter.headers().forEach(header -> fields.put(header.getKey(), header.getValue()));
        return json;
    }
}
