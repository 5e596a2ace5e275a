package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.egress.Answer;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes secrets out of what a service answers: one that repeats what it was sent would have them kept. */
final class Scrub {

    static final String MASK = "\u2022\u2022\u2022\u2022";

    /** Shorter texts may be anything. */
    private static final int SHORTEST = 6;

    /** Properties of credentials that are no secret. */
    private static final Set<String> TOLD = Set.of(
            "username", "id", "authority", "endpoints", "grant", "authentication", "request", "scopes", "audiences");

    /** The longest first: one may be a part of another. */
    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Adds every text in a value, also as it is written in JSON, in an address and in Base64. */
    void add(JsonNode value) {
        if (value.isArray()) {
            value.forEach(this::add);
        } else if (value.isObject()) {
            value.properties().stream()
                    .filter(property -> !TOLD.contains(property.getKey()))
                    .forEach(property -> add(property.getValue()));
        } else if (!value.isNull()) {
            add(value.asText());
        }
    }

    void add(String secret) {
        if (secret.length() >= SHORTEST) {
            String json = TextNode.valueOf(secret).toString();
            secrets.add(secret);
            secrets.add(json.substring(1, json.length() - 1));
            secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    Answer out(Answer answer) {
        if (answer instanceof Answer.Answered answered) {
            Map<String, String> headers = new LinkedHashMap<>();
            answered.headers().forEach((name, value) -> headers.put(name, out(value)));
            return new Answer.Answered(answered.status(), headers, out(answered.body()));
        }
        if (answer instanceof Answer.Denied denied) {
            return new Answer.Denied(denied.code(), out(denied.sentence()));
        }
        Answer.Failed failed = (Answer.Failed) answer;
        return new Answer.Failed(failed.kind(), out(failed.detail()));
    }

    String out(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }

    /** Byte by byte, so that what is no text stays as it is. */
    private Buffer out(Buffer body) {
        String text = body.toString(StandardCharsets.ISO_8859_1);
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(bytes(secret), bytes(MASK));
        }
        return clean.equals(text) ? body : Buffer.buffer(clean.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
