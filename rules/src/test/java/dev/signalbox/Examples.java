package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.rulebook.CaseWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The world of the cases: real payloads of the npm package {@code @octokit/webhooks-examples}, partitions as live. */
final class Examples {

    private static final Path FILE =
            Path.of("../webui/node_modules/@octokit/webhooks-examples/api.github.com/index.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PARTITIONS = 4;

    private Examples() {}

    static boolean installed() {
        return Files.exists(FILE);
    }

    /** @param folder of the case files */
    static CaseWorld world(Path folder) {
        return new CaseWorld(
                path -> Payload.of(read(folder.resolve(path))),
                Examples::example,
                Examples::github,
                PARTITIONS,
                Examples::partition);
    }

    /** {@code push/4}, or with changes by path: {@code workflow_run/1?workflow_run.conclusion=failure&...}. */
    private static Payload example(String name) {
        String[] parts = name.split("\\?", 2);
        String[] place = parts[0].split("/");
        try {
            for (JsonNode event : JSON.readTree(read(FILE))) {
                if (event.path("name").asText().equals(place[0])) {
                    ObjectNode found = (ObjectNode) event.path("examples").required(Integer.parseInt(place[1]));
                    for (String change : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
                        change(found, change.split("=", 2));
                    }
                    return Payload.of(JSON.writeValueAsBytes(found));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("no example of the event " + place[0] + " in " + FILE);
    }

    private static void change(ObjectNode root, String[] change) throws IOException {
        int dot = change[0].lastIndexOf('.');
        ObjectNode parent = dot < 0
                ? root
                : (ObjectNode) root.requiredAt('/' + change[0].substring(0, dot).replace('.', '/'));
        String text = change[1];
        JsonNode value = text.matches("-?\\d+|true|false|null")
                ? JSON.readTree(text)
                : JSON.getNodeFactory().textNode(text);
        parent.set(change[0].substring(dot + 1), value);
    }

    /** What the preset github makes of a delivery, as far as rules see it. */
    private static CaseWorld.Mapped github(CaseWorld.Delivery delivery) {
        Payload body = delivery.body();
        JsonNode action = body.json().path("action");
        String type = "com.github." + delivery.headers().get("X-GitHub-Event")
                + (action.isTextual() ? '.' + action.textValue() : "");
        EventId id = new EventId(
                delivery.source(),
                body.json().at("/repository/html_url").asText(),
                delivery.headers().getOrDefault("X-GitHub-Delivery", "d"));
        return new CaseWorld.Mapped(
                new Envelope(id, type, null, null, "application/json", body),
                body.json().at("/repository/full_name").asText());
    }

    private static int partition(String key) {
        CRC32C crc = new CRC32C();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % PARTITIONS);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; examples come with npm ci in webui", e);
        }
    }
}
