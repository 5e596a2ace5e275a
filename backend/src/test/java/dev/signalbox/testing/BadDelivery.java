package dev.signalbox.testing;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A delivery that must be refused, and how.
 *
 * @param source that keeps the refusal; empty when none does
 * @param kept the code in the source's list of refusals
 * @param request the bytes on the wire
 */
public record BadDelivery(String what, int status, String code, String source, String kept, String request) {

    private static final String KEY =
            Base64.getEncoder().encodeToString("a shared secret".getBytes(StandardCharsets.UTF_8));
    private static final String JSON = "application/json";
    private static final String GOOD = "{\"id\":\"x\"}";
    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";

    /** Puts the sources that the deliveries are for into a hub. */
    public static void sources(HubClient hub) throws InterruptedException {
        put(hub, "open", "{'kind':'webhook'}");
        put(hub, "small", "{'kind':'webhook','limits':{'body':1000}}");
        put(hub, "signed", "{'kind':'webhook','verify':'hmac','secrets':['one']}");
        put(hub, "token", "{'kind':'webhook','verify':'bearer','secrets':['sesame']}");
        put(hub, "github", "{'kind':'webhook','preset':'github','secrets':['s']}");
        put(hub, "standard", "{'kind':'webhook','preset':'standard-webhooks','secrets':['whsec_" + KEY + "']}");
        put(hub, "asleep", "{'kind':'webhook','state':'paused'}");
        put(hub, "queue", "{'kind':'redis-stream','stream':'q','state':'paused'}");
    }

    private static void put(HubClient hub, String name, String text) throws InterruptedException {
        HubClient.Answer answer = hub.put("/sources/" + name, text.replace('\'', '"'));
        if (answer.status() != 201) {
            throw new AssertionError(name + ": " + answer);
        }
    }

    public static List<BadDelivery> all(InstantSource clock) {
        List<BadDelivery> all = new ArrayList<>();
        wrongWays(all);
        wrongBodies(all);
        unverified(all);
        expired(all, clock.millis() / 1000);
        confused(all);
        unreadable(all);
        return all;
    }

    private static void wrongWays(List<BadDelivery> all) {
        for (String path :
                List.of("/", "/hooks", "/hooks/nobody", "/events/nobody", "/hooks/open/more", "/api/v1/info")) {
            all.add(refused("unknown: " + path, 404, "unknown_source", "", post(path, JSON, GOOD)));
        }
        for (String path : List.of(
                "/hooks/..%2fopen",
                "/hooks/../hooks/open",
                "/hooks/open%00",
                "/hooks/open;a=1",
                "/hooks/..\\open",
                "//hooks/open",
                "/hooks/%c0%ae/open",
                "/hooks/%6Fpen")) {
            all.add(refused("trick: " + path, 400, "path_invalid", "", post(path, JSON, GOOD)));
        }
        for (String verb : List.of("GET", "PUT", "DELETE", "PATCH", "TRACE")) {
            String head = verb + " /hooks/open HTTP/1.1\r\nHost: hub\r\nX-HTTP-Method-Override: POST\r\n\r\n";
            all.add(refused("verb: " + verb, 405, "method_not_allowed", "open", head));
        }
        all.add(refused(
                "websocket",
                426,
                "upgrade_refused",
                "",
                post("/hooks/open", JSON, GOOD, "Connection: Upgrade", "Upgrade: websocket")));
        all.add(refused("paused", 503, "paused", "asleep", post("/hooks/asleep", JSON, GOOD)));
    }

    private static void wrongBodies(List<BadDelivery> all) {
        for (String type : List.of(
                "",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16")) {
            all.add(refused("type: " + type, 415, "unsupported_media_type", "open", post("/hooks/open", type, GOOD)));
        }
        all.add(refused(
                "gzip bomb",
                415,
                "unsupported_encoding",
                "open",
                post("/hooks/open", JSON, "\u001f\u0008\u0000bomb", "Content-Encoding: gzip")));
        for (String body : List.of(
                "", "{", "{\"n\":NaN}", "{\"a\":1,\"a\":2}", "{/* */}", "{} {}", "\ufeff{}", "{\"a\":\"\\ud800\"}")) {
            all.add(refused("malformed: " + body, 400, "malformed", "open", post("/hooks/open", JSON, body)));
        }
        all.add(refused(
                "deep",
                400,
                "too_complex",
                "open",
                post("/hooks/open", JSON, "[".repeat(10_000) + "]".repeat(10_000))));
        all.add(refused("long number", 400, "too_complex", "open", post("/hooks/open", JSON, "1".repeat(10_000))));
        all.add(refused(
                "long id",
                422,
                "mapping_failed",
                "open",
                post("/hooks/open", JSON, "{\"id\":\"" + "i".repeat(10_240) + "\"}")));
        all.add(refused(
                "too large",
                413,
                "body_too_large",
                "small",
                head("/hooks/small", JSON) + "Content-Length: 1001\r\n\r\n"));
        all.add(refused(
                "too large in chunks",
                413,
                "body_too_large",
                "small",
                head("/hooks/small", JSON) + "Transfer-Encoding: chunked\r\n\r\n"
                        + ("1f4\r\n" + "x".repeat(500) + "\r\n").repeat(3)));
        all.add(refused(
                "over 25 MiB",
                413,
                "body_too_large",
                "github",
                head("/hooks/github", JSON) + "Content-Length: 26214401\r\n\r\n"));
    }

    private static void unverified(List<BadDelivery> all) {
        String wrong = "sha256=" + "0".repeat(64);
        all.add(unverified("unsigned", "signed", "signature_missing", post("/hooks/signed", JSON, GOOD)));
        all.add(unverified(
                "wrongly signed",
                "signed",
                "signature_mismatch",
                post("/hooks/signed", JSON, GOOD, "X-Signature-256: " + wrong)));
        all.add(unverified(
                "no signature at all",
                "signed",
                "signature_malformed",
                post("/hooks/signed", JSON, "{", "X-Signature-256: sha256=zz")));
        all.add(unverified(
                "signed with another's secret",
                "github",
                "signature_mismatch",
                post(
                        "/hooks/github",
                        JSON,
                        GOOD,
                        "X-GitHub-Event: push",
                        "X-GitHub-Delivery: 1",
                        "X-Hub-Signature-256: sha256=" + HubClient.hmac("one", bytes(GOOD)))));
        all.add(unverified("unsigned for GitHub", "github", "signature_missing", post("/hooks/github", JSON, GOOD)));
        all.add(unverified("no token", "token", "token_missing", post("/hooks/token", JSON, GOOD)));
        all.add(unverified(
                "bad token", "token", "token_mismatch", post("/hooks/token", JSON, GOOD, "Authorization: Bearer no")));
    }

    private static void expired(List<BadDelivery> all, long now) {
        for (long at : List.of(now - 3600, now + 3600)) {
            all.add(unverified(
                    "signed at " + (at - now) + " s",
                    "standard",
                    "signature_expired",
                    post(
                            "/hooks/standard",
                            JSON,
                            GOOD,
                            "webhook-id: m1",
                            "webhook-timestamp: " + at,
                            "webhook-signature: v1," + standard("m1." + at + "." + GOOD))));
        }
        all.add(unverified(
                "unsigned by the standard", "standard", "signature_missing", post("/hooks/standard", JSON, GOOD)));
    }

    private static void confused(List<BadDelivery> all) {
        String event = "application/cloudevents+json";
        all.add(refused("hook to a queue", 404, "unknown_source", "", post("/hooks/queue", JSON, GOOD)));
        all.add(refused("event to a queue", 404, "unknown_source", "", post("/events/queue", event, EVENT)));
        all.add(refused("JSON as event", 415, "unsupported_media_type", "open", post("/events/open", JSON, GOOD)));
        all.add(unverified(
                "unsigned event to GitHub", "github", "signature_missing", post("/hooks/github", event, EVENT)));
        all.add(refused(
                "signed event to GitHub",
                422,
                "mapping_failed",
                "github",
                post(
                        "/hooks/github",
                        event,
                        EVENT,
                        "X-Hub-Signature-256: sha256=" + HubClient.hmac("s", bytes(EVENT)))));
        all.add(refused(
                "event without id",
                422,
                "mapping_failed",
                "open",
                post("/events/open", event, EVENT.replace("\"id\":\"1\",", ""))));
        all.add(refused(
                "event of another version",
                422,
                "mapping_failed",
                "open",
                post("/events/open", event, EVENT.replace("1.0", "0.3"))));
        all.add(refused(
                "event with no time",
                422,
                "mapping_failed",
                "open",
                post("/events/open", event, EVENT.replace("}", ",\"time\":\"soon\"}"))));
    }

    private static void unreadable(List<BadDelivery> all) {
        all.add(refused("long line", 414, "line_too_long", "", post("/hooks/" + "o".repeat(5000), JSON, GOOD)));
        all.add(refused(
                "long header",
                431,
                "headers_too_large",
                "",
                post("/hooks/open", JSON, GOOD, "X: " + "y".repeat(9000))));
        for (String framing : List.of(
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Content-Length : 2\r\n\r\n{}",
                "X: 1\r\n folded\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n")) {
            all.add(refused(
                    "framing: " + framing.strip(), 400, "malformed_request", "", head("/hooks/open", JSON) + framing));
        }
    }

    private static BadDelivery refused(String what, int status, String code, String source, String request) {
        return new BadDelivery(what, status, code, source, code, request);
    }

    private static BadDelivery unverified(String what, String source, String kept, String request) {
        return new BadDelivery(what, 401, "unverified", source, kept, request);
    }

    private static String head(String path, String type) {
        String first = "POST " + path + " HTTP/1.1\r\nHost: hub\r\n";
        return type.isEmpty() ? first : first + "Content-Type: " + type + "\r\n";
    }

    private static String post(String path, String type, String body, String... headers) {
        StringBuilder text = new StringBuilder(head(path, type));
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Length: " + bytes(body).length + "\r\n\r\n" + body)
                .toString();
    }

    private static String standard(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes(signed)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return what.replaceAll("\\s+", " ");
    }
}
