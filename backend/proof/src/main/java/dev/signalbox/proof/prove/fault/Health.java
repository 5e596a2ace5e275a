package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.HubNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a hub says of its health, on the listener that deliveries do not use. */
final class Health {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Health() {}

    /** Whether it can do its work, and why not. */
    static JsonNode of(HubNode hub) throws IOException, InterruptedException {
        return Api.JSON.readTree(get(hub, "/health/ready"));
    }

    /** Whether it lives. */
    static boolean lives(HubNode hub) throws IOException, InterruptedException {
        return Api.JSON
                .readTree(get(hub, "/health/live"))
                .path("state")
                .asText()
                .equals("live");
    }

    private static String get(HubNode hub, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.api().address() + path))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
