package dev.signalbox.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.snippet.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends one body after another, so that their order is kept. What the hub puts off, or does not answer, is sent again with a
 * new signature; the hub knows a second delivery of the same id.
 */
public final class Sending {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_WAIT = 60;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Signer signer;
    private final How how;
    private final Consumer<String> teller;
    private long begun;
    private long deliveries;
    private long sent;
    private long accepted;
    private long duplicates;
    private long refused;

    /**
     * @param secret empty when the source wants none
     * @param headers of the caller, in place of the sender's
     * @param ids makes the id of a delivery
     * @param rate deliveries a second at most; 0 for as fast as they are answered
     * @param attempts for one delivery, at least 1
     * @param brief whether only what is refused is told
     */
    public record How(String secret, Map<String, String> headers, Ids ids, double rate, int attempts, boolean brief) {}

    /** Makes ids of events. */
    public interface Ids {
        /** @param number of the delivery, from 1 */
        String id(long number);
    }

    /** What became of all. */
    public record Count(long sent, long accepted, long duplicates, long refused) {
        @Override
        public String toString() {
            return "sent " + sent + ": accepted " + accepted + ", duplicates " + duplicates + ", refused " + refused;
        }
    }

    /** @param teller gets a line for each delivery */
    public Sending(Signer signer, How how, Consumer<String> teller) {
        this.signer = signer;
        this.how = how;
        this.teller = teller;
    }

    public Count count() {
        return new Count(sent, accepted, duplicates, refused);
    }

    /** @throws IllegalArgumentException in words for the user, when it cannot be signed */
    public void send(Body body) throws InterruptedException {
        pace();
        String id = how.ids().id(++deliveries);
        Reply reply = attempt(body, id);
        for (int attempt = 1; reply.passes() && attempt < how.attempts(); attempt++) {
            TimeUnit.SECONDS.sleep(Math.max(1, Math.min(MOST_WAIT, reply.retryAfter())));
            reply = attempt(body, id);
        }
        tell(body, reply);
    }

    /** Waits until this delivery is due. */
    private void pace() throws InterruptedException {
        if (deliveries == 0) {
            begun = System.nanoTime();
        } else if (how.rate() > 0) {
            long due = begun + (long) (deliveries / how.rate() * 1e9);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
    }

    private Reply attempt(Body body, String id) throws InterruptedException {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
        Signer.Signed signed = signer.sign(body.bytes(), new Signer.Fresh(id, seconds), how.secret());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(signed.url()))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(signed.body()));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(signed.headers());
        headers.putAll(how.headers());
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            long wait = answer.headers().firstValueAsLong("Retry-After").orElse(0);
            return new Reply(answer.statusCode(), answer.body(), (int) Math.min(MOST_WAIT, wait));
        } catch (IOException e) {
            return new Reply(0, "no answer from " + signed.url() + ": " + e, 1);
        }
    }

    private void tell(Body body, Reply reply) {
        JsonNode told = read(reply.text());
        if (!told.has("results")) {
            sent++;
            tell(body.name(), reply.status(), told, reply.text());
            return;
        }
        JsonNode results = told.path("results");
        for (int i = 0; i < results.size(); i++) {
            sent++;
            tell(body.name() + '[' + i + ']', results.path(i).path("status").asInt(), results.path(i), "");
        }
    }

    private void tell(String name, int status, JsonNode told, String text) {
        boolean taken = status / 100 == 2;
        boolean again = told.path("duplicate").asBoolean();
        if (!taken) {
            refused++;
        } else if (again) {
            duplicates++;
        } else {
            accepted++;
        }
        if (!taken || !how.brief()) {
            teller.accept((status == 0 ? "---" : status) + " " + name + "  " + words(taken, again, told, text));
        }
    }

    private static String words(boolean taken, boolean again, JsonNode told, String text) {
        if (told.has("detail")) {
            return told.path("code").asText() + ": " + told.path("detail").asText();
        }
        if (!told.has("position")) {
            return taken ? "taken" : text.isBlank() ? "refused without a word" : text.strip();
        }
        String place =
                told.path("partition").asText() + '.' + told.path("position").asText();
        return told.path("id").asText() + " at " + place + (again ? " (duplicate)" : "");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
