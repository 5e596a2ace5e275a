package dev.signalbox.proof.prove.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for the newest events again and again, for hubs that forget the old ones before a run ends. */
public final class Seen implements AutoCloseable {

    private static final int LOOK_MILLIS = 400;
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final World world;
    private final Map<String, JsonNode> events = new LinkedHashMap<>();
    private final Looks looks = new Looks("events", LOOK_MILLIS, this::look);

    public Seen(World world) {
        this.world = world;
    }

    public void start() {
        looks.start();
    }

    /** It may be away; another hub may know, or the same one a little later. */
    private void look() {
        for (HubNode hub : world.hubs()) {
            if (told(hub)) {
                return;
            }
        }
    }

    private boolean told(HubNode hub) {
        try {
            pages(hub.api().within(ANSWER));
            return true;
        } catch (CannotRun e) {
            return false;
        }
    }

    /** Back to the first page on which nothing is new. */
    private void pages(Api api) {
        @Nullable String next = "";
        boolean fresh = true;
        while (fresh && next != null) {
            JsonNode page = api.get("/events?limit=500" + next);
            fresh = false;
            for (JsonNode event : page.path("items")) {
                fresh |= take(event);
            }
            String cursor = page.path("next").textValue();
            next = cursor == null ? null : "&before=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
    }

    private synchronized boolean take(JsonNode event) {
        String place =
                event.path("partition").asText() + ':' + event.path("position").asText();
        JsonNode before = events.put(place, event);
        return before == null || isOpen(before);
    }

    /** What was undecided when it was last on a page may have left the pages that are looked at: it is asked for alone. */
    private synchronized void settle() {
        List<Map.Entry<String, JsonNode>> open = events.entrySet().stream()
                .filter(entry -> isOpen(entry.getValue()))
                .toList();
        for (Map.Entry<String, JsonNode> entry : open) {
            JsonNode now = now(entry.getValue().path("id").asText());
            if (now.path("position").equals(entry.getValue().path("position"))) {
                entry.setValue(now);
            }
        }
    }

    private JsonNode now(String id) {
        return world.hubs().stream()
                .map(hub -> story(hub, id))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** That no hub tells it is what the check then finds. */
    private static JsonNode story(HubNode hub, String id) {
        try {
            return hub.api().within(ANSWER).get("/events/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        } catch (CannotRun e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean isOpen(JsonNode event) {
        return event.path("state").asText().equals("journaled");
    }

    /** All that was ever told, one JSON object per line, after a last look. */
    public void write(Path file) throws IOException {
        close();
        look();
        settle();
        List<String> lines;
        synchronized (this) {
            lines = events.values().stream().map(JsonNode::toString).toList();
        }
        Files.write(file, lines);
    }

    @Override
    public void close() {
        looks.end();
    }
}
