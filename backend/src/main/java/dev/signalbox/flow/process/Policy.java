package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.signalbox.jq.Query;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a call proves who it comes from, compiled.
 *
 * @param scheme basic, bearer or oauth2
 * @param properties null when they are those of a secret
 * @param secret its name; null when the properties are said
 * @param named all secrets that it needs
 */
record Policy(
        String scheme,
        @Nullable Template properties,
        @Nullable String secret,
        Set<String> named) {

    Credential credential(Function<Query, JsonNode> values, Function<String, JsonNode> secrets) {
        if (properties != null) {
            JsonNode filled = properties.fill(values);
            return new Credential(scheme, filled.isObject() ? filled : token(filled), "the authentication");
        }
        JsonNode held = secret == null ? NullNode.instance : secrets.apply(secret);
        boolean token = scheme.equals("bearer") && held.isTextual();
        return new Credential(scheme, token ? token(held) : held, "the secret \"" + secret + '"');
    }

    private static JsonNode token(JsonNode text) {
        return JsonNodeFactory.instance.objectNode().set("token", text);
    }
}
