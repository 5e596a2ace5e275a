package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery consists of, for any language.
 *
 * @param body a JSON object, or else a form, in which {@link #ID} stands for the event's id
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

    /**
     * @param text before what is made
     * @param then what comes after it; null for nothing
     */
    record Header(
            String name, String text, Made made, @Nullable Header then) {
        Header(String name, String text, Made made) {
            this(name, text, made, null);
        }
    }

    /**
     * @param signed the pieces of what is signed; null stands for the body
     * @param base64Key whether the key is the base64 after {@code whsec_}, and not the secret's text
     * @param sha1 whether the sum is the older one, and not SHA-256
     */
    record Sign(List<@Nullable Header> signed, boolean base64, boolean base64Key, boolean sha1) {}

    boolean secret() {
        return sign != null || makes(Made.SECRET);
    }

    boolean seconds() {
        return makes(Made.SECONDS);
    }

    /** Whether the body is an object of JSON; else it is the text itself. */
    boolean json() {
        return body.startsWith("{");
    }

    private boolean makes(Made made) {
        return headers.stream()
                .anyMatch(header -> header.made() == made
                        || (header.then() != null && header.then().made() == made));
    }

    static Recipe of(JsonNode source, String ingestUrl) {
        String name = source.path("name").asText();
        String verify = source.path("verify").asText();
        Imitated known = Imitated.of(source);
        boolean event = known == null && verify.equals("bearer");
        List<Header> headers = new ArrayList<>();
        String type = event ? "application/cloudevents+json" : "application/json";
        headers.add(new Header("Content-Type", known == null ? type : known.type(), Made.TEXT));
        if (known != null) {
            headers.addAll(known.headers());
        }
        mapped(source, headers);
        if (verify.equals("bearer")) {
            headers.add(new Header("Authorization", "Bearer ", Made.SECRET));
        }
        Sign sign = null;
        if (verify.equals("hmac")) {
            sign = sign(source, headers);
        } else if (verify.equals("preset") && known != null) {
            headers.addAll(known.proof());
            sign = known.sign();
        }
        String body = known == null ? Body.of(source, event).toString() : known.body();
        return new Recipe(name, ingestUrl + (event ? "/events/" : "/hooks/") + name, body, headers, sign);
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

    private static Sign sign(JsonNode source, List<Header> headers) {
        JsonNode hmac = source.path("hmac");
        List<@Nullable Header> signed = Signed.pieces(hmac.path("signed").asText("{body}"), headers);
        headers.add(new Header(hmac.path("header").asText(), hmac.path("prefix").asText(), Made.SIGNATURE));
        return new Sign(signed, hmac.path("encoding").asText().equals("base64"), false, false);
    }
}
