package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.egress.Answer;
import dev.signalbox.egress.Answer.Answered;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.process.Fault;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tokens of OAuth2, kept in memory until shortly before they end. However many calls want one at a time, it is asked for
 * once. May be used from any thread.
 */
final class Tokens {

    private static final int MOST = 1_000;
    private static final long MARGIN_MILLIS = 30_000;

    /** How long a token is taken for good whose end nobody told. */
    private static final long UNTOLD_MILLIS = 300_000;

    /** Errors of RFC 6749 that say that the client is known and may not do it. */
    private static final Set<String> FORBIDDEN = Set.of("unauthorized_client", "invalid_scope", "access_denied");

    private final EgressClient egress;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(Future<Token> token) {}

    private record Token(String text, long until) {
        @Override
        public String toString() {
            return "a token";
        }
    }

    Tokens(EgressClient egress, InstantSource clock) {
        this.egress = egress;
        this.clock = clock;
    }

    /** @param target where it will be shown; the future fails with {@link Refused} */
    Future<String> get(TokenRequest request, String target) {
        String key = request.key(target);
        synchronized (kept) {
            Kept one = kept.get(key);
            if (one == null || over(one.token())) {
                one = new Kept(ask(request));
                kept.put(key, one);
            }
            return one.token().map(Token::text);
        }
    }

    /** It was refused where it was shown: the next call asks for another one, unless one has done so already. */
    void refused(TokenRequest request, String target, String token) {
        String key = request.key(target);
        synchronized (kept) {
            Kept one = kept.get(key);
            if (one != null
                    && one.token().succeeded()
                    && one.token().result().text().equals(token)) {
                kept.remove(key);
            }
        }
    }

    private boolean over(Future<Token> token) {
        return token.failed()
                || (token.succeeded() && clock.millis() >= token.result().until());
    }

    private Future<Token> ask(TokenRequest request) {
        return egress.call(request.outgoing()).map(answer -> read(request.uri(), answer));
    }

    private Token read(String uri, Answer answer) {
        if (answer instanceof Answer.Denied denied) {
            throw Refused.configuration("Tokens may not be asked for", uri + ": " + denied.sentence());
        }
        if (answer instanceof Answer.Failed failed) {
            throw new Refused(Fault.of(
                    failed.kind().error(),
                    failed.kind().status(),
                    "No token: " + failed.kind().title(),
                    uri + ": " + failed.detail()));
        }
        Answered answered = (Answered) answer;
        JsonNode body = Payload.of(answered.body().getBytes()).json();
        if (answered.status() != 200) {
            throw new Refused(refusal(uri, answered.status(), body.path("error").asText("")));
        }
        String text = body.path("access_token").asText("");
        if (text.isEmpty() || !body.path("token_type").asText("Bearer").equalsIgnoreCase("bearer")) {
            throw new Refused(Fault.of(
                    "authentication",
                    401,
                    "The answer holds no token",
                    uri + ": wanted `access_token`, and \"Bearer\" as `token_type`"));
        }
        return new Token(text, clock.millis() + lasts(body.path("expires_in")));
    }

    /** The answer itself is not told: it may repeat what it was sent. */
    private static Fault refusal(String uri, int status, String error) {
        String word = error.matches("[a-z_]{1,60}") ? " (" + error + ')' : "";
        String detail = uri + " answered " + status + word;
        if (status >= 500 || status == 429 || status < 400) {
            return Fault.of("communication", status, "No token: the authority answered " + status, detail);
        }
        return status == 403 || FORBIDDEN.contains(error)
                ? Fault.of("authorization", 403, "The client may not have the token", detail + ": look at its scopes")
                : Fault.of(
                        "authentication",
                        401,
                        "The authority refuses the client",
                        detail + ": look at client.id, at its secret and at client.authentication");
    }

    private static long lasts(JsonNode seconds) {
        long millis = seconds.asLong(0) * 1000;
        return seconds.isMissingNode() ? UNTOLD_MILLIS : millis - Math.min(MARGIN_MILLIS, millis / 10);
    }
}
