package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hub seen through its two public doors, as any user sees it. */
public final class HubClient {

    public static final ObjectMapper JSON = new ObjectMapper();

    /** An answer: status and JSON body. */
    public record Answer(int status, JsonNode body) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String admin;
    private final String ingest;
    private final String token;

    public HubClient(String admin, String ingest, String token) {
        this.admin = admin;
        this.ingest = ingest;
        this.token = token;
    }

    public String admin() {
        return admin;
    }

    public String ingest() {
        return ingest;
    }

    public String token() {
        return token;
    }

    public Answer get(String path) throws InterruptedException {
        return ask(request(admin + "/api/v1" + path).GET());
    }

    public Answer put(String path, Object body) throws InterruptedException {
        return ask(request(admin + "/api/v1" + path).PUT(BodyPublishers.ofString(text(body))));
    }

    public Answer post(String path, Object body) throws InterruptedException {
        return ask(request(admin + "/api/v1" + path).POST(BodyPublishers.ofString(text(body))));
    }

    public Answer delete(String path) throws InterruptedException {
        return ask(request(admin + "/api/v1" + path).DELETE());
    }

    /** The text of an endpoint at the root of the admin port. */
    public String text(String path) throws InterruptedException {
        try {
            return http.send(request(admin + path).GET().build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a delivery to the ingest port. */
    public Answer deliver(String path, byte[] body, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ingest + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return ask(request);
    }

    /** A webhook of GitHub, signed as GitHub signs. */
    public Answer github(String source, String secret, String event, String delivery, byte[] body)
            throws InterruptedException {
        return deliver(
                "/hooks/" + source,
                body,
                Map.of(
                        "X-GitHub-Event", event,
                        "X-GitHub-Delivery", delivery,
                        "X-Hub-Signature-256", "sha256=" + hmac(secret, body)));
    }

    public static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private Answer ask(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), body.isEmpty() ? JSON.nullNode() : JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
