package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Secret;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Standard Webhooks: HMAC-SHA256 (v1) or Ed25519 (v1a) over {@code id.timestamp.body}, at most five minutes off. */
final class StandardWebhooksVerifier implements Verifier {

    /** The DER head of an Ed25519 public key (RFC 8410); the 32 bytes of the key follow. */
    private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String ID = "webhook-id";
    private static final String TIME = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String PUBLIC = "whpk_";
    static final String SHARED = "whsec_";

    private final Keys keys;
    private final InstantSource clock;

    StandardWebhooksVerifier(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Verification verify(Arrival arrival) {
        Headers headers = arrival.headers();
        Unverified absent = Unverified.without(headers, ID, TIME, SIGNATURE);
        if (absent != null) {
            return absent;
        }
        String timestamp = String.valueOf(headers.first(TIME));
        Unverified off = Tolerance.off(TIME, timestamp, clock);
        if (off != null) {
            return off;
        }
        byte[] head = Keys.utf8(headers.first(ID) + '.' + timestamp + '.');
        boolean found = false;
        for (String signature : String.valueOf(headers.first(SIGNATURE)).strip().split(" +", 32)) {
            found |= fits(signature, head, arrival.body());
        }
        return found
                ? Verification.VERIFIED
                : new Unverified("signature_mismatch", "webhook-signature fits none of the source's secrets");
    }

    private boolean fits(String signature, byte[] head, byte[] body) {
        int comma = signature.indexOf(',');
        byte[] given = comma < 0 ? null : Source.Encoding.BASE64.bytes(signature.substring(comma + 1));
        if (given == null) {
            return false;
        }
        String version = signature.substring(0, comma);
        boolean found = false;
        for (Secret secret : keys.secrets()) {
            String text = secret.text();
            if (text != null && version.equals("v1") && !text.startsWith(PUBLIC)) {
                found |= shared(text, given, head, body);
            } else if (text != null && version.equals("v1a") && text.startsWith(PUBLIC)) {
                found |= published(text, given, head, body);
            }
        }
        return found;
    }

    private static boolean shared(String secret, byte[] given, byte[] head, byte[] body) {
        byte[] key = key(secret.startsWith(SHARED) ? secret.substring(SHARED.length()) : secret);
        if (key == null || key.length == 0) {
            return false;
        }
        Mac mac = Keys.hmac(key);
        mac.update(head);
        return MessageDigest.isEqual(mac.doFinal(body), given);
    }

    private static boolean published(String secret, byte[] given, byte[] head, byte[] body) {
        byte[] key = key(secret.substring(PUBLIC.length()));
        if (key == null || key.length != 32) {
            return false;
        }
        byte[] der = new byte[ED25519_HEAD.length + key.length];
        System.arraycopy(ED25519_HEAD, 0, der, 0, ED25519_HEAD.length);
        System.arraycopy(key, 0, der, ED25519_HEAD.length, key.length);
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
            verifier.update(head);
            verifier.update(body);
            return verifier.verify(given);
        } catch (GeneralSecurityException e) {
            return false; // not a point of the curve, or not a signature at all
        }
    }

    /** The key in a secret's text; null when it is no base64. */
    private static byte @Nullable [] key(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
