package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Meta asks by GET whether an address wants its webhooks, and shows the verify token; the challenge is the answer. */
final class MetaQuestion {

    private static final String CHALLENGE = "[A-Za-z0-9_.-]{1,256}";

    private MetaQuestion() {}

    /** Null when it is no such question. */
    static @Nullable Answer answer(@Nullable String query, Secret token) {
        FormBody asked = query == null ? null : FormBody.read(Keys.utf8(query));
        if (asked == null || !asked.fields().containsKey("hub.mode")) {
            return null;
        }
        String given = asked.only("hub.verify_token");
        String challenge = asked.only("hub.challenge");
        if (!"subscribe".equals(asked.only("hub.mode")) || challenge == null || !challenge.matches(CHALLENGE)) {
            return Problems.of(
                    400, "malformed_request", "hub.mode must be subscribe, and hub.challenge letters and digits.");
        }
        byte[] shown = Keys.utf8(given == null ? "" : given);
        Verification fits = new Keys(List.of(token)).check("token", List.of(shown), Keys::utf8);
        return fits instanceof Verification.Unverified no
                ? Problems.UNVERIFIED.because(no.code(), "hub.verify_token: " + no.cause())
                : Answer.empty(200, Map.of()).saying("text/plain", challenge);
    }
}
