package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA1 over the address with its query, and over the fields of a form by their names. Of any other body the address
 * has the sum, as {@code bodySHA256}.
 */
final class TwilioVerifier implements Verifier {

    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final String SUM = "bodySHA256";

    private final List<String> addresses;
    private final Keys keys;

    TwilioVerifier(String publicUrl, Keys keys) {
        this.addresses = spellings(publicUrl);
        this.keys = keys;
    }

    @Override
    public Verification verify(Arrival arrival) {
        Unverified absent = Unverified.without(arrival.headers(), SIGNATURE);
        if (absent != null) {
            return absent;
        }
        byte[] given = Encoding.BASE64.bytes(
                String.valueOf(arrival.headers().first(SIGNATURE)).strip());
        if (given == null) {
            return new Unverified("signature_malformed", SIGNATURE + " is not base64");
        }
        MediaType type = MediaType.of(arrival.headers().first("content-type"));
        String fields = type.name().equals(MediaType.FORM) ? fields(arrival.body()) : "";
        if (fields == null) {
            return new Unverified("signature_malformed", "the form that is signed cannot be read");
        }
        if (!type.name().equals(MediaType.FORM) && !isSummed(arrival)) {
            return new Unverified("signature_mismatch", "the address has no " + SUM + ", or not that of the body");
        }
        String query = arrival.query() == null ? "" : '?' + arrival.query();
        Verification last = Verification.VERIFIED;
        Verification fits = null;
        for (String address : addresses) {
            last = keys.check("signature", List.of(given), secret -> sign(secret, address + query + fields));
            fits = last instanceof Verification.Verified ? last : fits;
        }
        return fits == null ? last : fits;
    }

    /** Names and values without anything between; a value that came twice counts once. Null when it is no form. */
    private static @Nullable String fields(byte[] body) {
        FormBody form = FormBody.read(body);
        if (form == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<String>> field : form.fields().entrySet()) {
            new TreeSet<>(field.getValue())
                    .forEach(value -> text.append(field.getKey()).append(value));
        }
        return text.toString();
    }

    private static boolean isSummed(Arrival arrival) {
        FormBody query = arrival.query() == null ? null : FormBody.read(Keys.utf8(arrival.query()));
        String said = query == null ? null : query.only(SUM);
        byte[] sum = said == null ? null : Encoding.HEX.bytes(said);
        try {
            byte[] body = MessageDigest.getInstance("SHA-256").digest(arrival.body());
            return sum != null && MessageDigest.isEqual(sum, body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] sign(String secret, String text) {
        return Keys.hmac("HmacSHA1", Keys.utf8(secret)).doFinal(Keys.utf8(text));
    }

    /** With the usual port and without: Twilio does not always spell it as it was told. */
    private static List<String> spellings(String address) {
        URI uri = URI.create(address);
        int usual = "https".equals(uri.getScheme()) ? 443 : 80;
        if (uri.getPort() >= 0 && uri.getPort() != usual) {
            return List.of(address);
        }
        String rest = uri.getRawPath() == null ? "" : uri.getRawPath();
        String bare = uri.getScheme() + "://" + uri.getHost();
        return List.of(bare + rest, bare + ':' + usual + rest);
    }
}
