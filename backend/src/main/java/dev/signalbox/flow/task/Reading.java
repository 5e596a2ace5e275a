package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.egress.Answer;
import dev.signalbox.egress.Answer.Answered;
import dev.signalbox.egress.Answer.Denied;
import dev.signalbox.egress.Answer.Failed;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an answer means to a task.
 *
 * <p>As the language has it, a status outside 200 to 299 is an error of type {@code communication} with that status; with
 * {@code redirect: true} 300 to 399 are good as well, and still not followed. Beside it: an answer that is late is
 * {@code timeout} 408; no connection is {@code communication} 503; a bad certificate or a too large answer is
 * {@code communication} 502; a refused target is {@code configuration} 400, since only an operator can mend it.
 */
final class Reading {

    private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Pattern JSON_TYPE = Pattern.compile("application/([a-z0-9.+-]+\\+)?json\\b.*");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Reading() {}

    static Command command(HttpCame came, long tookNanos) {
        Effect.Call call = came.call();
        if (came.answer() instanceof Answered answered && good(call, answered.status())) {
            JsonNode output = output(call, came.sent(), answered);
            return new Command.Succeeded(call.path(), call.iteration(), call.attempt(), output, tookNanos);
        }
        return failed(call, fault(came), tookNanos);
    }

    /** An answer that the hub itself could not make anything of. */
    static Command broken(Effect.Outward effect, Throwable cause, long tookNanos) {
        return failed(
                effect, Fault.of("runtime", 500, "The answer could not be read", String.valueOf(cause)), tookNanos);
    }

    /** An answer that nobody has; what was asked for may have been done. */
    static Command lost(Effect.Outward effect, String how, long tookNanos) {
        return failed(effect, Fault.of("communication", 503, "The target cannot be reached", how), tookNanos);
    }

    static Command failed(Effect.Outward effect, Fault fault, long tookNanos) {
        return new Command.Failed(effect.path(), effect.iteration(), effect.attempt(), fault, tookNanos);
    }

    private static boolean good(Effect.Call call, int status) {
        return status >= 200 && status < (call.redirect() ? 400 : 300);
    }

    private static Fault fault(HttpCame came) {
        Effect.Call call = came.call();
        Answer answer = came.answer();
        String where = call.method() + ' ' + call.uri() + ": ";
        if (answer instanceof Answered answered) {
            int status = answered.status();
            return Fault.of("communication", status, "The target answered " + status, where + excerpt(answered))
                    .notBefore(RetryAfter.of(answered, came.at()));
        }
        if (answer instanceof Denied denied) {
            return Fault.of("configuration", 400, "The target may not be called", where + denied.sentence());
        }
        Failed failed = (Failed) answer;
        return Fault.of(
                failed.kind().error(), failed.kind().status(), failed.kind().title(), where + failed.detail());
    }

    /** The beginning of the body: usually it says what is wrong. */
    private static String excerpt(Answered answered) {
        String text = answered.body().getString(0, Math.min(500, answered.body().length()));
        return text.isBlank() ? "no body" : text;
    }

    private static JsonNode output(Effect.Call call, Map<String, String> sent, Answered answered) {
        return switch (call.output()) {
            case "raw" ->
                TextNode.valueOf(
                        Base64.getEncoder().encodeToString(answered.body().getBytes()));
            case "response" -> response(call, sent, answered);
            default -> content(answered);
        };
    }

    private static JsonNode response(Effect.Call call, Map<String, String> sent, Answered answered) {
        ObjectNode response = JSON.objectNode();
        ObjectNode request = response.putObject("request");
        request.put("method", call.method()).put("uri", call.uri());
        ObjectNode told = request.putObject("headers");
        sent.forEach((name, value) -> {
            if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                told.put(name, value);
            }
        });
        response.put("statusCode", answered.status());
        ObjectNode headers = response.putObject("headers");
        answered.headers().forEach(headers::put);
        return response.set("content", content(answered));
    }

    /** The tree of a JSON body, else its text. A body that only claims to be JSON is text: the call was made. */
    private static JsonNode content(Answered answered) {
        if (answered.body().length() == 0) {
            return JSON.nullNode();
        }
        String type = answered.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (JSON_TYPE.matcher(type).matches()) {
            JsonNode tree = Payload.of(answered.body().getBytes()).json();
            return tree.isMissingNode() ? TextNode.valueOf(answered.body().toString()) : tree;
        }
        return TextNode.valueOf(answered.body().toString());
    }
}
