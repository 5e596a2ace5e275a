package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 in a header, over the body or over a text that contains it. */
final class HmacVerifier implements Verifier {

    private static final Pattern PLACE = Pattern.compile("\\{(body|header:([^}]+))}");

    private final Hmac hmac;
    private final Keys keys;
    private final List<String> signedHeaders = new ArrayList<>();

    HmacVerifier(Hmac hmac, Keys keys) {
        this.hmac = hmac;
        this.keys = keys;
        PLACE.matcher(hmac.signed())
                .results()
                .map(place -> place.group(2))
                .filter(name -> name != null)
                .forEach(signedHeaders::add);
    }

    @Override
    public Verification verify(Arrival arrival) {
        Headers headers = arrival.headers();
        Unverified absent = Unverified.without(headers, hmac.header());
        if (absent != null) {
            return absent;
        }
        for (String name : signedHeaders) {
            if (headers.all(name).size() > 1) {
                return new Unverified("signature_malformed", "header " + name + " came more than once");
            }
        }
        byte[] signature =
                signature(String.valueOf(headers.first(hmac.header())).strip());
        return signature == null
                ? new Unverified("signature_malformed", "header " + hmac.header() + " is not " + form())
                : keys.check("signature", List.of(signature), secret -> sign(secret, headers, arrival.body()));
    }

    private byte[] sign(String secret, Headers headers, byte[] body) {
        Mac mac = Keys.hmac(Keys.utf8(secret));
        Matcher places = PLACE.matcher(hmac.signed());
        int from = 0;
        while (places.find()) {
            mac.update(Keys.utf8(hmac.signed().substring(from, places.start())));
            String header = places.group(2);
            String value = header == null ? null : headers.first(header);
            mac.update(header == null ? body : Keys.utf8(value == null ? "" : value));
            from = places.end();
        }
        mac.update(Keys.utf8(hmac.signed().substring(from)));
        return mac.doFinal();
    }

    private byte @Nullable [] signature(String given) {
        return given.startsWith(hmac.prefix())
                ? hmac.encoding().bytes(given.substring(hmac.prefix().length()))
                : null;
    }

    private String form() {
        return '"' + hmac.prefix() + "\" and " + (hmac.encoding() == Encoding.HEX ? "hex digits" : "base64");
    }
}
