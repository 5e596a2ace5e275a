package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 in a header, over the body or over a text that contains it. */
final class HmacVerifier implements Verifier {

    private static final Pattern PLACE = Pattern.compile("\\{(body|header:([^}]+))}");

    private final Hmac hmac;
    private final List<Secret> secrets;

    HmacVerifier(Hmac hmac, List<Secret> secrets) {
        this.hmac = hmac;
        this.secrets = secrets;
    }

    @Override
    public Verification verify(Headers headers, byte[] body) {
        String given = headers.first(hmac.header());
        if (given == null) {
            return new Unverified("signature_missing", "no header " + hmac.header());
        }
        if (headers.all(hmac.header()).size() > 1) {
            return new Unverified("signature_malformed", "header " + hmac.header() + " came more than once");
        }
        byte[] signature = signature(given.strip());
        if (signature == null) {
            return new Unverified("signature_malformed", "header " + hmac.header() + " is not " + form());
        }
        return compare(signature, headers, body);
    }

    private Verification compare(byte[] signature, Headers headers, byte[] body) {
        boolean found = false;
        int live = 0;
        for (Secret secret : secrets) {
            String text = secret.text();
            if (text != null && !text.isEmpty()) {
                live++;
                found |= MessageDigest.isEqual(sign(text, headers, body), signature);
            }
        }
        if (live == 0) {
            return new Unverified("secret_missing", "none of the source's secrets can be read");
        }
        return found
                ? Verification.VERIFIED
                : new Unverified("signature_mismatch", "the signature " + Unverified.none(live));
    }

    private byte[] sign(String secret, Headers headers, byte[] body) {
        Mac mac = mac(secret.getBytes(StandardCharsets.UTF_8));
        Matcher places = PLACE.matcher(hmac.signed());
        int from = 0;
        while (places.find()) {
            mac.update(utf8(hmac.signed().substring(from, places.start())));
            String header = places.group(2);
            String value = header == null ? null : headers.first(header);
            mac.update(header == null ? body : utf8(value == null ? "" : value));
            from = places.end();
        }
        mac.update(utf8(hmac.signed().substring(from)));
        return mac.doFinal();
    }

    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256, and any bytes are a key", e);
        }
    }

    private byte @Nullable [] signature(String given) {
        if (!given.startsWith(hmac.prefix())) {
            return null;
        }
        String text = given.substring(hmac.prefix().length());
        try {
            return hmac.encoding() == Encoding.HEX
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String form() {
        return '"' + hmac.prefix() + "\" and " + (hmac.encoding() == Encoding.HEX ? "hex digits" : "base64");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
