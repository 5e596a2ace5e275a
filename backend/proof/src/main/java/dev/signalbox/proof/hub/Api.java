package dev.signalbox.proof.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The API of a hub. Everything but a 2xx is a {@link CannotRun} with what the hub said. */
public final class Api {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String address;
    private final String token;
    private final Duration patience;

    public Api(String address, String token) {
        this(address, token, PATIENCE);
    }

    private Api(String address, String token, Duration patience) {
        this.address = address;
        this.token = token;
        this.patience = patience;
    }

    /** The same for who does not wait long. */
    public Api within(Duration shorter) {
        return new Api(address, token, shorter);
    }

    public String address() {
        return address;
    }

    public JsonNode get(String path) {
        return ask("GET", path, BodyPublishers.noBody());
    }

    public void put(String path, Object body) {
        var unusedAnswer =
                ask("PUT", path, BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    public JsonNode post(String path, Object body) {
        return ask("POST", path, BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private JsonNode ask(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new CannotRun(
                        method + ' ' + path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CannotRun("the hub does not answer " + method + ' ' + path + "; see its log", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while it waited for the hub", e);
        }
    }
}
