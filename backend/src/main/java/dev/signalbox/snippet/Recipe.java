package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
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

    private static final String TYPE = "Content-Type";
    private static final String EVENTS = "/events/";
    private static final String HOOKS = "/hooks/";

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

    /** With a body of one's own, which may go another way than the one it was made with. */
    Recipe carrying(JsonNode shown, byte[] own) {
        String text = new String(own, StandardCharsets.UTF_8);
        if (shown.path("preset").asText().equals("twilio")) {
            Header signed = new Header("", shown.path("publicUrl").asText() + Signer.sorted(text), Made.TEXT);
            return new Recipe(source, url, text, headers, new Sign(List.of(signed), true, false, true));
        }
        String type = eventType(text.strip());
        if (type.isEmpty() && url.contains(EVENTS)) {
            return typed(url.replace(EVENTS, HOOKS), "application/json");
        }
        return url.contains(EVENTS) ? typed(url, type) : this;
    }

    /** Empty when it is no CloudEvent. */
    private static String eventType(String text) {
        if (text.startsWith("[")) {
            return "application/cloudevents-batch+json";
        }
        return text.contains("\"specversion\"") ? "application/cloudevents+json" : "";
    }

    private Recipe typed(String to, String type) {
        List<Header> typed = new ArrayList<>(headers);
        typed.replaceAll(header -> header.name().equals(TYPE) ? new Header(TYPE, type, Made.TEXT) : header);
        return new Recipe(source, to, body, typed, sign);
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
        headers.add(new Header(TYPE, known == null ? type : known.type(), Made.TEXT));
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
        return new Recipe(name, ingestUrl + (event ? EVENTS : HOOKS) + name, body, headers, sign);
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
