package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.jq.Jq;
import dev.signalbox.jq.JqFault;
import dev.signalbox.jq.Query;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a call is known only when it goes out, since it takes secrets. It is filled then, from the secrets of then, and
 * what it was filled with is kept nowhere: an instance remembers the call with the secrets left out.
 */
public final class Confidential {

    private static final int STEPS = 100_000;
    private static final ThreadLocal<Jq> JQ = ThreadLocal.withInitial(() -> new Jq(STEPS));

    private final Guarded guarded;
    private final String uri;
    private final JsonNode input;
    private final Map<String, JsonNode> variables;
    private final long at;

    Confidential(Guarded guarded, String uri, JsonNode input, Map<String, JsonNode> variables, long at) {
        this.guarded = guarded;
        this.uri = uri;
        this.input = input;
        this.variables = variables;
        this.at = at;
    }

    /** What a call is sent with. Nothing but the call may see it. */
    public record Filled(
            String uri,
            Map<String, String> headers,
            @Nullable JsonNode body,
            @Nullable Credential credential) {
        @Override
        public String toString() {
            return "a filled call";
        }
    }

    /** It cannot be filled. Quotes no value, since that may be a secret. */
    public static final class Unfilled extends Exception {
        private static final long serialVersionUID = 1L;

        Unfilled(String message) {
            super(message, null, false, false);
        }
    }

    /** Names of the secrets that it needs. */
    public Set<String> secrets() {
        return guarded.secrets();
    }

    /** Names of those of them that the credential needs. */
    public Set<String> ofCredential() {
        return guarded.policy() == null ? Set.of() : guarded.policy().named();
    }

    /**
     * From any thread.
     *
     * @param secrets the values of {@link #secrets}, by name
     */
    public Filled fill(Map<String, JsonNode> secrets) throws Unfilled {
        try {
            return filled(secrets);
        } catch (JqFault | Faulted e) {
            throw new Unfilled("an expression that needs " + named() + " fails; what it says could hold a secret, so it"
                    + " is not told: try the expression with another value");
        }
    }

    private Filled filled(Map<String, JsonNode> secrets) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        secrets.forEach(all::set);
        String target = guarded.query() == null
                ? uri
                : Endpoint.withQuery(uri, Head.object("query", filled(guarded.query(), all)));
        return new Filled(
                target,
                guarded.headers() == null ? Map.of() : Head.of(filled(guarded.headers(), all)),
                guarded.body() == null ? null : filled(guarded.body(), all),
                guarded.policy() == null
                        ? null
                        : guarded.policy().credential(query -> value(query, all), name -> all.path(name)));
    }

    private JsonNode filled(Template template, JsonNode secrets) {
        return template.fill(query -> value(query, secrets));
    }

    private JsonNode value(Query query, JsonNode secrets) {
        return JQ.get()
                .evaluate(
                        query,
                        input,
                        name -> name.equals(SecretNames.VARIABLE)
                                ? secrets
                                : variables.getOrDefault(name, NullNode.instance),
                        at);
    }

    private String named() {
        return guarded.secrets().isEmpty() ? "a credential" : "the secrets " + String.join(", ", guarded.secrets());
    }

    @Override
    public String toString() {
        return "what a call takes from " + named();
    }
}
