package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.egress.Answer;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.Outgoing;
import dev.signalbox.flow.process.Confidential;
import dev.signalbox.flow.process.Confidential.Filled;
import dev.signalbox.flow.process.Credential;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.secret.KnownSecrets;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes calls that take secrets: fills them at the last moment, and takes the secrets out of what is answered. */
final class GuardedCalls {

    private static final int UNAUTHORIZED = 401;

    private final EgressClient egress;
    private final Purse purse;
    private final Tokens tokens;

    GuardedCalls(EgressClient egress, KnownSecrets secrets, InstantSource clock) {
        this.egress = egress;
        this.purse = new Purse(secrets);
        this.tokens = new Tokens(egress, clock);
    }

    /**
     * The answer, without the secrets; fails with {@link Refused} when there is no call.
     *
     * @param around puts the hub's headers around those of the task
     */
    Future<Answer> make(Effect.Call call, Confidential confidential, UnaryOperator<Map<String, String>> around) {
        try {
            Map<String, JsonNode> values = purse.open(confidential, call.uri());
            Scrub scrub = new Scrub();
            values.values().forEach(scrub::add);
            Filled filled = confidential.fill(values);
            return send(call, confidential, new Sent(filled, around.apply(filled.headers()), scrub));
        } catch (Confidential.Unfilled e) {
            return Future.failedFuture(
                    new Refused(Fault.of("expression", 400, "expression failed", String.valueOf(e.getMessage()))));
        } catch (Credential.Incomplete e) {
            return Future.failedFuture(
                    Refused.configuration("The credential is not whole", String.valueOf(e.getMessage())));
        } catch (Refused e) {
            return Future.failedFuture(e);
        }
    }

    /** What goes out, and what must not come back. */
    private record Sent(Filled filled, Map<String, String> headers, Scrub scrub) {}

    private Future<Answer> send(Effect.Call call, Confidential confidential, Sent sent) {
        Credential credential = sent.filled().credential();
        if (credential == null) {
            return out(call, sent);
        }
        return switch (credential.scheme()) {
            case "basic" -> {
                String pair = credential.need("/username") + ':' + credential.need("/password");
                sent.scrub().add(credential.need("/password"));
                sent.scrub().add(pair);
                yield out(call, as(sent, "Basic " + base64(pair)));
            }
            case "bearer" -> {
                sent.scrub().add(credential.need("/token"));
                yield out(call, as(sent, "Bearer " + credential.need("/token")));
            }
            default -> byToken(call, confidential, sent, credential);
        };
    }

    private Future<Answer> byToken(Effect.Call call, Confidential confidential, Sent sent, Credential credential) {
        TokenRequest request = TokenRequest.of(credential);
        purse.checkAuthority(confidential.ofCredential(), request.uri());
        String target = Purse.target(call.uri());
        return tokens.get(request, target).compose(token -> bearing(call, sent, token)
                .compose(answer -> isUnauthorized(answer)
                        ? another(call, sent, request, token, answer)
                        : Future.succeededFuture(answer)));
    }

    /** Once with another token; the same one again is not tried. */
    private Future<Answer> another(Effect.Call call, Sent sent, TokenRequest request, String old, Answer first) {
        String target = Purse.target(call.uri());
        tokens.refused(request, target, old);
        return tokens.get(request, target)
                .compose(token -> token.equals(old) ? Future.succeededFuture(first) : bearing(call, sent, token));
    }

    private Future<Answer> bearing(Effect.Call call, Sent sent, String token) {
        sent.scrub().add(token);
        return out(call, as(sent, "Bearer " + token));
    }

    private static boolean isUnauthorized(Answer answer) {
        return answer instanceof Answer.Answered answered && answered.status() == UNAUTHORIZED;
    }

    private static Sent as(Sent sent, String authorization) {
        sent.headers().put("Authorization", authorization);
        return sent;
    }

    private Future<Answer> out(Effect.Call call, Sent sent) {
        JsonNode content = sent.filled().body();
        Buffer body = content == null ? Buffer.buffer() : Buffer.buffer(content.toString());
        String uri = sent.filled().uri();
        return egress.call(new Outgoing(call.method(), uri, sent.headers(), body, Outgoing.DEFAULT_TIMEOUT))
                .map(answer -> sent.scrub().out(answer));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
