package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Verification.Unverified;
import java.util.List;

/** A token in the header {@code Authorization: Bearer}. */
final class BearerVerifier implements Verifier {

    private static final String SCHEME = "Bearer ";

    private final Keys keys;

    BearerVerifier(Keys keys) {
        this.keys = keys;
    }

    @Override
    public Verification verify(Arrival arrival) {
        String given = arrival.headers().first("authorization");
        if (given == null) {
            return new Unverified("token_missing", "no header Authorization");
        }
        if (arrival.headers().all("authorization").size() > 1) {
            return new Unverified("token_malformed", "header Authorization came more than once");
        }
        if (!given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Unverified("token_malformed", "header Authorization does not begin with \"Bearer \"");
        }
        byte[] token = Keys.utf8(given.substring(SCHEME.length()).strip());
        return keys.check("token", List.of(token), Keys::utf8);
    }
}
