package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 over {@code time.body}; the header {@code t=time,v1=hex} has one v1 for each secret that Stripe knows. */
final class StripeVerifier implements Verifier {

    private static final String SIGNATURE = "Stripe-Signature";
    private static final int MOST = 16;
    private static final int SUM = 32;

    private final Keys keys;
    private final InstantSource clock;

    StripeVerifier(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** @param time as it was written */
    private record Header(String time, List<byte[]> signatures) {}

    @Override
    public Verification verify(Arrival arrival) {
        Unverified absent = Unverified.without(arrival.headers(), SIGNATURE);
        if (absent != null) {
            return absent;
        }
        Header header = read(String.valueOf(arrival.headers().first(SIGNATURE)));
        if (header == null) {
            return new Unverified("signature_malformed", SIGNATURE + " is not one t=seconds and v1=hex digits");
        }
        Unverified off = Tolerance.off("t in " + SIGNATURE, header.time(), clock);
        return off != null
                ? off
                : keys.check("signature", header.signatures(), secret -> sign(secret, header.time(), arrival.body()));
    }

    /** Null when it is not exactly as Stripe writes it; schemes other than v1 are not looked at. */
    private static @Nullable Header read(String text) {
        String time = null;
        List<byte[]> signatures = new ArrayList<>();
        String[] parts = text.strip().split(",", MOST + 1);
        for (String part : parts) {
            String value = part.substring(part.indexOf('=') + 1);
            if (part.startsWith("t=")) {
                if (time != null) {
                    return null;
                }
                time = value;
            } else if (part.startsWith("v1=")) {
                byte[] signature = Encoding.HEX.bytes(value);
                if (signature == null || signature.length != SUM) {
                    return null;
                }
                signatures.add(signature);
            } else if (!part.matches("v[0-9]+=[^=]*")) {
                return null;
            }
        }
        return time == null || signatures.isEmpty() || parts.length > MOST ? null : new Header(time, signatures);
    }

    private static byte[] sign(String secret, String time, byte[] body) {
        Mac mac = Keys.hmac(Keys.utf8(secret));
        mac.update(Keys.utf8(time + '.'));
        return mac.doFinal(body);
    }
}
