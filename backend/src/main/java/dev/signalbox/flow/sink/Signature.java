package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks have it: HMAC-SHA256 over {@code id.timestamp.body}, by every live secret, the newest first, so
 * that a receiver can change to the new one when it likes.
 *
 * @param secrets empty for messages without a signature
 */
record Signature(List<Secret> secrets, InstantSource clock) {

    static final String PREFIX = "whsec_";

    /** Headers; none without a secret. */
    Map<String, String> of(String id, String body) {
        long time = clock.instant().getEpochSecond();
        List<String> signatures = new ArrayList<>();
        for (Secret secret : secrets) {
            String text = secret.text();
            if (text != null && !text.isEmpty()) {
                signatures.add(0, "v1," + hmac(text, id + '.' + time + '.' + body));
            }
        }
        return signatures.isEmpty()
                ? Map.of()
                : Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(time),
                        "webhook-signature", String.join(" ", signatures));
    }

    private static String hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256, and any bytes are a key", e);
        }
    }

    /** The bytes that a secret stands for: base64 behind its prefix, else its text. */
    private static byte[] key(String secret) {
        try {
            byte[] key =
                    Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
            return key.length == 0 ? secret.getBytes(StandardCharsets.UTF_8) : key;
        } catch (IllegalArgumentException noBase64) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    }
}
