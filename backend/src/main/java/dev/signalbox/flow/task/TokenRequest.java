package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.egress.Outgoing;
import dev.signalbox.flow.process.Credential;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a token is asked for: client credentials, as RFC 6749 has them. */
record TokenRequest(
        String uri,
        String client,
        String secret,
        boolean basic,
        boolean json,
        List<String> scopes,
        List<String> audiences) {

    static TokenRequest of(Credential credential) {
        String authority = credential.need("/authority").replaceFirst("/+$", "");
        String path = credential.get("/endpoints/token", "/oauth2/token");
        return new TokenRequest(
                authority + (path.startsWith("/") ? "" : "/") + path,
                credential.need("/client/id"),
                credential.need("/client/secret"),
                credential.get("/client/authentication", "").equals("client_secret_basic"),
                credential.get("/request/encoding", "").equals("application/json"),
                credential.all("/scopes"),
                credential.all("/audiences"));
    }

    Outgoing outgoing() {
        Map<String, String> headers = new TreeMap<>(Map.of("User-Agent", "signalbox", "Accept", "application/json"));
        headers.put("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
        if (basic) {
            String pair = encoded(client) + ':' + encoded(secret);
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return new Outgoing("POST", uri, headers, Buffer.buffer(json ? object() : form()), Outgoing.DEFAULT_TIMEOUT);
    }

    private String form() {
        List<String> fields = new ArrayList<>(List.of("grant_type=client_credentials"));
        if (!scopes.isEmpty()) {
            fields.add("scope=" + encoded(String.join(" ", scopes)));
        }
        audiences.forEach(audience -> fields.add("audience=" + encoded(audience)));
        if (!basic) {
            fields.add("client_id=" + encoded(client));
            fields.add("client_secret=" + encoded(secret));
        }
        return String.join("&", fields);
    }

    private String object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("grant_type", "client_credentials");
        if (!scopes.isEmpty()) {
            object.put("scope", String.join(" ", scopes));
        }
        if (!audiences.isEmpty()) {
            object.put("audience", String.join(" ", audiences));
        }
        return (basic ? object : object.put("client_id", client).put("client_secret", secret)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Tells one request from another without holding the secret.
     *
     * @param target where the token is to be shown: each place has its own
     */
    String key(String target) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : List.of(uri, client, secret, basic, json, scopes, audiences, target)) {
                digest.update((part.toString().length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "a request for a token at " + uri;
    }
}
