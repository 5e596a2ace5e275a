package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Until;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** What faults deliver themselves, beside the driver: from a source of their own, which the checks leave alone. */
public final class Probe {

    /** Its events are in no ledger. */
    public static final String SOURCE = "faults";

    /** Another source, for events of the same names. */
    static final String TWIN = SOURCE + "-twin";

    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int MUCH = 100_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final World world;
    private final String name;

    /**
     * An answer; of status 0 when there was none.
     *
     * @param millis until it came
     */
    record Told(int status, JsonNode body, long millis) {

        boolean taken() {
            return status / 100 == 2;
        }

        String code() {
            return body.path("code").asText();
        }

        String place() {
            return body.path("partition").asInt() + ":" + body.path("position").asLong();
        }
    }

    Probe(World world) {
        this(world, SOURCE);
    }

    /** Every hub gets the source. */
    Probe(World world, String name) {
        this.world = world;
        this.name = name;
        Map<String, Object> source =
                Map.of("kind", "webhook", "verify", "none", "limits", Map.of("rate", MUCH, "burst", MUCH));
        world.hubs()
                .forEach(hub -> Insist.that("the source of the faults at hub " + hub.number(), () -> hub.api()
                        .put("/sources/" + name, source)));
    }

    /** A new name. */
    String name() {
        return Long.toHexString(world.random().nextLong());
    }

    Told send(HubNode hub, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.ingest() + "/hooks/" + name))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new Told(answer.statusCode(), Api.JSON.readTree(answer.body()), since(start));
        } catch (IOException e) {
            return new Told(0, Api.JSON.nullNode(), since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted within a delivery", e);
        }
    }

    static String event(String id, String type, String key) {
        return Api.JSON
                .createObjectNode()
                .put("id", id)
                .put("type", type)
                .put("subject", key)
                .toString();
    }

    /** One that no rule wants. */
    Told ping(HubNode hub) {
        return send(hub, event(name(), "faults.ping", name()));
    }

    /** Delivers until the hub takes; how long that took, milliseconds. */
    long untilTaken(HubNode hub, Duration deadline) {
        long start = System.nanoTime();
        Until.holds("hub " + hub.number() + " to take deliveries", deadline, () -> ping(hub)
                .taken());
        return since(start);
    }

    /** Delivers until the hub refuses with 503; its answer. */
    Told untilRefused(HubNode hub, Duration deadline) {
        Told[] last = new Told[1];
        Until.holds("hub " + hub.number() + " to refuse deliveries", deadline, () -> {
            last[0] = ping(hub);
            return last[0].status() == 503;
        });
        return last[0];
    }

    /** Delivers one event until the hub has taken it, as senders do: it may be about something else just then. */
    Told deliver(HubNode hub, String body, Duration deadline) {
        Told[] last = new Told[1];
        Until.holds("hub " + hub.number() + " to take " + body, deadline, () -> {
            last[0] = send(hub, body);
            return last[0].taken();
        });
        return last[0];
    }

    /** Undecided events of all partitions, as the hub tells. */
    long backlog(HubNode hub) {
        long sum = 0;
        for (JsonNode partition : hub.api().get("/info").path("partitions")) {
            sum += partition.path("backlog").asLong();
        }
        return sum;
    }

    static long since(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
