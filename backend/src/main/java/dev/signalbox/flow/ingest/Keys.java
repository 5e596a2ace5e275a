package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Secret;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The live secrets of a source. Every proof is held against every secret, whichever fits, so that time tells nothing. */
record Keys(List<Secret> secrets) {

    /**
     * Whether one of the proofs is what one of the secrets makes.
     *
     * @param what is given as a proof: a signature, a token
     * @param made what a secret makes; null when it is no secret of this kind
     */
    Verification check(String what, List<byte[]> given, Function<String, byte @Nullable []> made) {
        boolean found = false;
        int live = 0;
        for (Secret secret : secrets) {
            String text = secret.text();
            if (text != null && !text.isEmpty()) {
                live++;
                byte[] wanted = made.apply(text);
                for (byte[] each : given) {
                    found |= wanted != null && MessageDigest.isEqual(wanted, each);
                }
            }
        }
        if (live == 0) {
            return new Unverified("secret_missing", "none of the source's secrets can be read");
        }
        return found
                ? Verification.VERIFIED
                : new Unverified(what + "_mismatch", "the " + what + ' ' + Unverified.none(live));
    }

    static Mac hmac(byte[] key) {
        return hmac("HmacSHA256", key);
    }

    static Mac hmac(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + algorithm + ", and any bytes are a key", e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
