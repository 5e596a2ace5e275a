package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Child;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The bare client in a process of its own, as the hub is, which stays warm between its turns. */
final class Caller implements AutoCloseable {

    private static final Duration SPARE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child child;
    private final String address;

    Caller(String sink, Path folder) {
        String classes = System.getProperty("java.class.path");
        child = Child.start(
                List.of("-cp", classes, "dev.signalbox.proof.Main", "bare-client", sink),
                Map.of(),
                BareClient.READY,
                folder.resolve("bare-client.log"));
        address = child.ready().substring(BareClient.READY.length());
    }

    /** Calls answered per second. */
    double perSecond(double seconds) throws IOException, InterruptedException {
        long millis = Math.max(1, Math.round(1_000 * seconds));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/?millis=" + millis))
                .timeout(SPARE.plusMillis(millis))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new CannotRun("the bare client could not call: " + answer.body());
        }
        JsonNode made = Api.JSON.readTree(answer.body());
        return made.path("calls").asLong() * 1e9 / made.path("nanos").asLong();
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
