package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A delivery that a sender's own library signed, and ways to spoil it.
 *
 * @param source its name in the hub
 * @param signature the header that shows that it is genuine
 * @param headers each line as it is sent
 */
public record SignedDelivery(
        String what, String source, String query, String signature, List<String> headers, String body) {

    /**
     * One row as it was signed.
     *
     * @param row of what {@code sign.mjs} writes
     */
    public static SignedDelivery of(JsonNode row, String source, JsonNode headers) {
        List<String> lines = new ArrayList<>();
        headers.properties()
                .forEach(header ->
                        lines.add(header.getKey() + ": " + header.getValue().asText()));
        String query = row.path("query").asText();
        return new SignedDelivery(
                "as it is",
                source,
                query.isEmpty() ? "" : '?' + query,
                row.path("signature").asText(),
                lines,
                row.path("body").asText());
    }

    /** Everything that must not pass, by what was done to it. */
    public static Map<String, SignedDelivery> spoilt(JsonNode row, String source) {
        SignedDelivery good = of(row, source, row.path("headers"));
        Map<String, SignedDelivery> bad = new LinkedHashMap<>();
        bad.put("another secret", of(row, source, row.path("foreign")));
        int n = 0;
        for (JsonNode headers : row.path("untimely")) {
            bad.put("untimely " + n++, of(row, source, headers));
        }
        bad.put("no signature", good.proved(null));
        bad.put("doubled header", good.with(good.signatureLine()));
        bad.put("empty signature", good.proved(""));
        String proof = good.proof();
        for (int cut : new int[] {1, 2, proof.length() / 2}) {
            bad.put("cut by " + cut, good.proved(proof.substring(0, proof.length() - cut)));
        }
        for (String tail : List.of("0", "00", "=", "A", ", x", "\t;", "%20")) {
            bad.put("with " + tail.strip() + " at its end", good.proved(proof + tail));
        }
        bad.put("twice in one header", good.proved(proof + ',' + proof));
        if (row.path("signed").asBoolean()) {
            good.changedBodies(bad);
            good.changedTimes(bad);
        }
        return bad;
    }

    /** A letter or digit changed in each tenth of the body, and the body cut and lengthened. */
    private void changedBodies(Map<String, SignedDelivery> bad) {
        int part = Math.max(1, body.length() / 10);
        for (int from = 0; from < body.length(); from += part) {
            int at = from;
            while (at < body.length() && !isLetterOrDigit(body.charAt(at))) {
                at++;
            }
            if (at < body.length()) {
                char other = body.charAt(at) == '1' ? '2' : '1';
                bad.put("changed at " + at, of(body.substring(0, at) + other + body.substring(at + 1)));
            }
        }
        bad.put("a letter less", of(body.substring(0, body.length() - 1)));
        bad.put("a letter more", of(body + "1"));
        bad.put("no body", of(""));
    }

    /** Each header but the type that has a time in seconds, one second later. */
    private void changedTimes(Map<String, SignedDelivery> bad) {
        for (int i = 0; i < headers.size(); i++) {
            String line = headers.get(i).replaceAll("(?<=[ =])(1[0-9]{8})([0-8])(?![0-9])", "$19");
            if (!line.equals(headers.get(i))) {
                List<String> lines = new ArrayList<>(headers);
                lines.set(i, line);
                bad.put("another time " + i, new SignedDelivery(what, source, query, signature, lines, body));
            }
        }
    }

    public RawHttp.Reply send(int port) {
        StringBuilder text = new StringBuilder("POST /hooks/" + source + query + " HTTP/1.1\r\nHost: hub\r\n");
        headers.forEach(line -> text.append(line).append("\r\n"));
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return RawHttp.say(
                port,
                text.append("Content-Length: " + length + "\r\n\r\n")
                        .append(body)
                        .toString());
    }

    public SignedDelivery to(String other) {
        return new SignedDelivery(what, other, query, signature, headers, body);
    }

    private SignedDelivery of(String other) {
        return new SignedDelivery(what, source, query, signature, headers, other);
    }

    private SignedDelivery with(String line) {
        List<String> lines = new ArrayList<>(headers);
        lines.add(line);
        return new SignedDelivery(what, source, query, signature, lines, body);
    }

    /** With another signature; null for none. */
    private SignedDelivery proved(String proof) {
        List<String> lines = new ArrayList<>(headers);
        lines.remove(signatureLine());
        SignedDelivery bare = new SignedDelivery(what, source, query, signature, lines, body);
        return proof == null ? bare : bare.with(signature + ": " + proof);
    }

    private String proof() {
        return signatureLine().substring(signature.length() + 2);
    }

    private String signatureLine() {
        return headers.stream()
                .filter(line -> line.startsWith(signature + ":"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
