package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Verification.Unverified;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** A token in the header {@code Authorization: Bearer}. */
final class BearerVerifier implements Verifier {

    private static final String SCHEME = "Bearer ";

    private final List<Secret> secrets;

    BearerVerifier(List<Secret> secrets) {
        this.secrets = secrets;
    }

    @Override
    public Verification verify(Headers headers, byte[] body) {
        String given = headers.first("authorization");
        if (given == null) {
            return new Unverified("token_missing", "no header Authorization");
        }
        if (!given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Unverified("token_malformed", "header Authorization does not begin with \"Bearer \"");
        }
        byte[] token = bytes(given.substring(SCHEME.length()).strip());
        boolean found = false;
        for (Secret secret : secrets) {
            String text = secret.text();
            found |= text != null && !text.isEmpty() && MessageDigest.isEqual(bytes(text), token);
        }
        return found
                ? Verification.VERIFIED
                : new Unverified("token_mismatch", "the token " + Unverified.none(secrets.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
