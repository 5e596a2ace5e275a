package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Sign;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes deliveries to a webhook source as its sender makes them: with its headers, and its signature over any body. */
public final class Signer {

    private static final String WHSEC = "whsec_";

    private final JsonNode source;
    private final String ingestUrl;

    /**
     * @param source a webhook source as the API shows it; not one of SNS, for which nobody else can sign
     * @param ingestUrl where deliveries go, such as {@code http://127.0.0.1:8081}
     */
    public Signer(JsonNode source, String ingestUrl) {
        this.source = source;
        this.ingestUrl = ingestUrl;
    }

    /** A delivery, ready to be posted. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Signed(String url, Map<String, String> headers, byte[] body) {}

    /**
     * What is new in each delivery.
     *
     * @param id of the event, where a header tells it; in a body it stands for {@code <id>}
     * @param seconds since the epoch
     */
    public record Fresh(String id, long seconds) {}

    /** The event that the snippets send. */
    public byte[] hello() {
        return utf8(Recipe.of(source, ingestUrl).body());
    }

    /** Whether the source takes nothing without its secret. */
    public boolean wantsSecret() {
        return Recipe.of(source, ingestUrl).secret();
    }

    /**
     * @param secret empty when none is wanted
     * @throws IllegalArgumentException in words for the user, when nothing can be signed with this secret
     */
    public Signed sign(byte[] body, Fresh fresh, String secret) {
        byte[] sent = filled(body, fresh.id());
        Recipe recipe = Recipe.of(source, ingestUrl).carrying(source, sent);
        String signature = recipe.sign() == null ? "" : signature(recipe.sign(), sent, fresh, secret);
        Map<String, String> headers = new LinkedHashMap<>();
        recipe.headers().forEach(header -> headers.put(header.name(), value(header, fresh, secret, signature)));
        return new Signed(recipe.url(), headers, sent);
    }

    /** Byte for byte as it was, but for the place of the id. */
    private static byte[] filled(byte[] body, String id) {
        String bytes = new String(body, StandardCharsets.ISO_8859_1);
        String own = new String(utf8(id), StandardCharsets.ISO_8859_1);
        return bytes.replace(Recipe.ID, own).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String value(Header header, Fresh fresh, String secret, String signature) {
        String made = header.text()
                + switch (header.made()) {
                    case TEXT -> "";
                    case ID -> fresh.id();
                    case SECONDS -> Long.toString(fresh.seconds());
                    case SECRET -> secret;
                    case SIGNATURE -> signature;
                };
        return header.then() == null ? made : made + value(header.then(), fresh, secret, signature);
    }

    private static String signature(Sign sign, byte[] body, Fresh fresh, String secret) {
        try {
            String algorithm = sign.sha1() ? "HmacSHA1" : "HmacSHA256";
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(sign.base64Key() ? decoded(secret) : utf8(secret), algorithm));
            for (@Nullable Header piece : sign.signed()) {
                mac.update(piece == null ? body : utf8(value(piece, fresh, secret, "")));
            }
            byte[] sum = mac.doFinal();
            return sign.base64()
                    ? Base64.getEncoder().encodeToString(sum)
                    : HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("nothing can be signed with this secret: " + e.getMessage(), e);
        }
    }

    private static byte[] decoded(String secret) {
        String text = secret.startsWith(WHSEC) ? secret.substring(WHSEC.length()) : secret;
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the secret must be base64, after " + WHSEC + " or without it", e);
        }
    }

    /** What Twilio signs of a form: each name with its value, in the order of the names. */
    static String sorted(String form) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (String field : form.split("&", -1)) {
            int is = field.indexOf('=');
            if (!field.isEmpty()) {
                fields.put(
                        plain(is < 0 ? field : field.substring(0, is)), is < 0 ? "" : plain(field.substring(is + 1)));
            }
        }
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(name).append(value));
        return text.toString();
    }

    private static String plain(String escaped) {
        return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
