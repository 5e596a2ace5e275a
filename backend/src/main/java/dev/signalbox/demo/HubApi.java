package dev.signalbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.config.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the demo asks of its hub as an administrator. */
final class HubApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String admin;
    private final String token;

    private HubApi(String admin, String token) {
        this.admin = admin;
        this.token = token;
    }

    /** Of a hub that is ready. */
    static HubApi of(String admin, Path data) {
        try {
            return new HubApi(admin, PrivateFile.read(data.resolve("admin.token")));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo cannot read the token of its hub", e);
        }
    }

    /** The world has moved: puts its new address into a pack, and into the draft that somebody may have of it. */
    void move(String pack, Addresses addresses) throws IOException, InterruptedException {
        JsonNode found = ask("GET", "/packs/" + pack, null);
        JsonNode active = found.path("active");
        JsonNode moved = moved(active, addresses);
        if (active.equals(moved)) {
            return;
        }
        try {
            JsonNode unusedKept = ask("PUT", "/packs/" + pack + "/draft", moved);
            ObjectNode note = JSON.createObjectNode().put("note", "the demo world is now at " + addresses.last());
            JsonNode unusedActivated = ask("POST", "/packs/" + pack + "/activate", note);
        } finally {
            if (found.path("draft").asBoolean()) {
                JsonNode unusedDraft = ask("PUT", "/packs/" + pack + "/draft", moved(found.path("files"), addresses));
            }
        }
    }

    /** By pack, which version of it decides. */
    Map<String, Integer> activeVersions() throws IOException, InterruptedException {
        Map<String, Integer> versions = new HashMap<>();
        for (JsonNode pack : ask("GET", "/packs", null).path("items")) {
            versions.put(pack.path("pack").asText(), pack.path("activeVersion").asInt());
        }
        return versions;
    }

    /** The files of a pack that decide. */
    JsonNode active(String pack) throws IOException, InterruptedException {
        return ask("GET", "/packs/" + pack, null).path("active");
    }

    /** How many instances of a process are in each state. */
    Map<String, Long> states(String definition) throws IOException, InterruptedException {
        Map<String, Long> states = new TreeMap<>();
        String next = "";
        do {
            JsonNode page = ask("GET", "/instances?limit=500&definition=" + definition + next, null);
            page.path("items").forEach(each -> states.merge(each.path("state").asText(), 1L, Long::sum));
            next = page.path("next").isTextual()
                    ? "&before=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!next.isEmpty());
        return states;
    }

    private static JsonNode moved(JsonNode files, Addresses addresses) throws IOException {
        return JSON.readTree(addresses.present(JSON.writeValueAsString(files)));
    }

    private JsonNode ask(String method, String path, @org.jspecify.annotations.Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(admin + "/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    method + ' ' + path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
