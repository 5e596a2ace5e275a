package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery consists of, for any language.
 *
 * @param body a JSON object in which {@link #ID} stands for the event's id
 * @param sign how it is signed; null when it is not
 */
record Recipe(
        String source,
        String url,
        String body,
        List<Header> headers,
        @Nullable Sign sign) {

    /** Stands for a fresh id in the body. */
    static final String ID = "<id>";

    /** What a value is made of when the program runs. */
    enum Made {
        /** The text itself. */
        TEXT,
        /** The fresh id of the event. */
        ID,
        /** Now, in seconds. */
        SECONDS,
        /** The secret. */
        SECRET,
        /** The signature. */
        SIGNATURE
    }

    /** @param text before what is made */
    record Header(String name, String text, Made made) {}

    /**
     * @param signed the pieces of what is signed; null stands for the body
     * @param base64Key whether the key is the base64 after {@code whsec_}, and not the secret's text
     */
    record Sign(List<@Nullable Header> signed, boolean base64, boolean base64Key) {}

    boolean secret() {
        return sign != null || headers.stream().anyMatch(header -> header.made() == Made.SECRET);
    }

    boolean seconds() {
        return headers.stream().anyMatch(header -> header.made() == Made.SECONDS);
    }

    static Recipe of(JsonNode source, String ingestUrl) {
        String name = source.path("name").asText();
        String preset = source.path("preset").asText();
        String verify = source.path("verify").asText();
        boolean event = preset.isEmpty() && verify.equals("bearer");
        ObjectNode body = Body.of(source, event);
        List<Header> headers = new ArrayList<>();
        String type = event ? "application/cloudevents+json" : "application/json";
        headers.add(new Header("Content-Type", type, Made.TEXT));
        if (preset.equals("github")) {
            headers.add(new Header("X-GitHub-Event", "ping", Made.TEXT));
            headers.add(new Header("X-GitHub-Delivery", "", Made.ID));
        }
        mapped(source, headers);
        if (verify.equals("bearer")) {
            headers.add(new Header("Authorization", "Bearer ", Made.SECRET));
        }
        Sign sign = verify.equals("hmac") ? sign(source, preset, headers) : null;
        return new Recipe(name, ingestUrl + (event ? "/events/" : "/hooks/") + name, body.toString(), headers, sign);
    }

    /** Attributes that the source looks for in headers. */
    private static void mapped(JsonNode source, List<Header> headers) {
        JsonNode map = source.path("map");
        header(map.path("id").asText(), new Header("", "", Made.ID), headers);
        header(map.path("type").asText(), new Header("", Body.TYPE, Made.TEXT), headers);
        header(map.path("subject").asText(), new Header("", Body.SUBJECT, Made.TEXT), headers);
        header(source.path("partitionBy").asText(), new Header("", Body.SUBJECT, Made.TEXT), headers);
    }

    private static void header(String selector, Header value, List<Header> headers) {
        String name = selector.startsWith("header:") ? selector.substring("header:".length()) : "";
        if (!name.isEmpty() && headers.stream().noneMatch(one -> one.name().equalsIgnoreCase(name))) {
            headers.add(new Header(name, value.text(), value.made()));
        }
    }

    private static Sign sign(JsonNode source, String preset, List<Header> headers) {
        if (preset.equals("standard-webhooks")) {
            Header id = new Header("webhook-id", "", Made.ID);
            Header time = new Header("webhook-timestamp", "", Made.SECONDS);
            headers.add(id);
            headers.add(time);
            headers.add(new Header("webhook-signature", "v1,", Made.SIGNATURE));
            List<@Nullable Header> signed = new ArrayList<>();
            signed.addAll(List.of(id, dot(), time, dot()));
            signed.add(null);
            return new Sign(signed, true, true);
        }
        JsonNode hmac = source.path("hmac");
        List<@Nullable Header> signed = Signed.pieces(hmac.path("signed").asText("{body}"), headers);
        headers.add(new Header(hmac.path("header").asText(), hmac.path("prefix").asText(), Made.SIGNATURE));
        return new Sign(signed, hmac.path("encoding").asText().equals("base64"), false);
    }

    private static Header dot() {
        return new Header("", ".", Made.TEXT);
    }
}
